// Puts strokes on paper: a pen of changing width, softened edges, blur, and the noise of a scanner.
import type { Draws } from './draws.js';
import { side } from './warp.js';

/** How one digit is inked. */
export interface Pen {
  /** Half the width of the stroke in pixels. */
  readonly radius: number;
  /** Change of the radius along the stroke: start, middle and end, as a factor. */
  readonly pressure: readonly [number, number, number];
  /** Pixels over which an edge fades. */
  readonly softness: number;
  /** Share of each pixel that spreads to its neighbors. */
  readonly blur: number;
  /** Grey level of full ink, from 0 to 255. */
  readonly ink: number;
  /** Deviation of the noise in grey levels. */
  readonly noise: number;
}

/** Draws the pen and the hand's pressure. */
export function drawPen(draws: Draws): Pen {
  const press = (): number => 1 + 0.16 * draws.bell();
  return {
    radius: draws.uniform(0.65, 1.55),
    pressure: [press(), press(), press()],
    softness: draws.uniform(0.9, 1.5),
    blur: draws.uniform(0, 0.35),
    ink: draws.uniform(200, 255),
    noise: draws.uniform(2, 14),
  };
}

/** Pen radius at t from 0 to 1 along a stroke: the parabola through the three pressures. */
function radiusAt(pen: Pen, t: number): number {
  const [a, b, c] = pen.pressure;
  const factor = a * (1 - t) * (1 - 2 * t) + 4 * b * t * (1 - t) + c * t * (2 * t - 1);
  return Math.max(0.45, pen.radius * factor);
}

/** Darkens `page` (side x side, 0 to 1) along a polyline. */
export function inkStroke(page: Float64Array, line: Float64Array, pen: Pen): void {
  const parts = line.length / 2 - 1;
  for (let part = 0; part < parts; part += 1) {
    inkSegment(page, line.subarray(2 * part, 2 * part + 4), {
      radius: radiusAt(pen, (part + 0.5) / parts),
      softness: pen.softness,
    });
  }
}

function inkSegment(
  page: Float64Array,
  ends: Float64Array,
  { radius, softness }: { radius: number; softness: number },
): void {
  const ax = ends[0]!;
  const ay = ends[1]!;
  const dx = ends[2]! - ax;
  const dy = ends[3]! - ay;
  const inverse = 1 / Math.max(1e-9, dx * dx + dy * dy);
  const reach = radius + softness;
  const left = Math.max(0, Math.ceil(Math.min(ax, ax + dx) - reach));
  const right = Math.min(side - 1, Math.floor(Math.max(ax, ax + dx) + reach));
  const top = Math.max(0, Math.ceil(Math.min(ay, ay + dy) - reach));
  const bottom = Math.min(side - 1, Math.floor(Math.max(ay, ay + dy) + reach));
  for (let y = top; y <= bottom; y += 1) {
    for (let x = left; x <= right; x += 1) {
      const t = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) * inverse));
      const ex = x - ax - t * dx;
      const ey = y - ay - t * dy;
      const edge = (radius - Math.sqrt(ex * ex + ey * ey)) / softness + 0.5;
      const cover = Math.min(1, Math.max(0, edge));
      const at = y * side + x;
      if (cover > page[at]!) page[at] = cover;
    }
  }
}

/** Adds noise and writes the page as bytes; the result is quantized, so rounding errors cannot show. */
export function develop(
  page: Float64Array,
  { pen, draws }: { pen: Pen; draws: Draws },
  out: Uint8Array,
): void {
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const at = y * side + x;
      const around =
        (x > 0 ? page[at - 1]! : 0) +
        (x < side - 1 ? page[at + 1]! : 0) +
        (y > 0 ? page[at - side]! : 0) +
        (y < side - 1 ? page[at + side]! : 0);
      const soft = page[at]! * (1 - pen.blur) + around * 0.25 * pen.blur;
      const grain = (draws.word() * 2 ** -32 + draws.word() * 2 ** -32 - 1) * 2.45;
      const level = soft * pen.ink + grain * pen.noise;
      out[at] = Math.floor(Math.min(255, Math.max(0, level)) + 0.5);
    }
  }
}
