// What a hand does to the skeleton of a digit: it shakes, leans, turns, stretches and bends it.
import type { Draws } from './draws.js';

/** Pixels along a side of a drawn digit. */
export const side = 28;

/** Deviation of a control point from the skeleton, in hundredths of the box. */
const shake = 2.8;

/** Control points moved by hand, still in the box of 100 x 100. */
export function shakePoints(points: Float64Array, draws: Draws): Float64Array {
  return points.map((value) => value + shake * draws.bell());
}

/** Grid points along a side of the field that bends a digit. */
const grid = 4;
/** Deviation of the field at a grid point, in pixels. */
const bend = 1;

/** A map from the box of a skeleton to pixels, drawn once for a digit. */
export class Warp {
  readonly #xx: number;
  readonly #xy: number;
  readonly #yx: number;
  readonly #yy: number;
  readonly #x: number;
  readonly #y: number;
  readonly #field = new Float64Array(2 * grid * grid);

  constructor(draws: Draws) {
    // tan(angle / 2) gives sine and cosine by divisions alone; 0.16 is 18 degrees.
    const tangent = 0.065 * draws.bell();
    const cosine = (1 - tangent * tangent) / (1 + tangent * tangent);
    const sine = (2 * tangent) / (1 + tangent * tangent);
    const lean = -0.08 + 0.18 * draws.bell();
    const height = draws.uniform(16.5, 22);
    const width = height * draws.uniform(0.6, 1.05);
    // Scale, then lean (x grows upwards for a positive lean), then turn; 0.01 undoes the box of 100.
    const scaleX = width * 0.01;
    const scaleY = height * 0.01;
    this.#xx = cosine * scaleX;
    this.#xy = (lean * cosine - sine) * scaleY;
    this.#yx = sine * scaleX;
    this.#yy = (lean * sine + cosine) * scaleY;
    this.#x = side / 2 - 0.5 + 1.1 * draws.bell();
    this.#y = side / 2 - 0.5 + 1.1 * draws.bell();
    for (let i = 0; i < this.#field.length; i += 1) this.#field[i] = bend * draws.bell();
  }

  /** Maps x, y pairs in place. */
  apply(points: Float64Array): void {
    for (let i = 0; i < points.length; i += 2) {
      const u = points[i]!;
      const v = points[i + 1]!;
      const x = this.#x + this.#xx * (u - 50) + this.#xy * (v - 50);
      const y = this.#y + this.#yx * (u - 50) + this.#yy * (v - 50);
      points[i] = x + this.#at(u, v, 0);
      points[i + 1] = y + this.#at(u, v, 1);
    }
  }

  /** One component of the field, interpolated between the four grid points around (u, v). */
  #at(u: number, v: number, component: number): number {
    const gx = Math.min(grid - 1.001, Math.max(0, (u / 100) * (grid - 1)));
    const gy = Math.min(grid - 1.001, Math.max(0, (v / 100) * (grid - 1)));
    const column = Math.floor(gx);
    const row = Math.floor(gy);
    const first = 2 * (row * grid + column) + component;
    const field = this.#field;
    const tx = smooth(gx - column);
    const ty = smooth(gy - row);
    const top = field[first]! + tx * (field[first + 2]! - field[first]!);
    const below = first + 2 * grid;
    const bottom = field[below]! + tx * (field[below + 2]! - field[below]!);
    return top + ty * (bottom - top);
  }
}

/** From 0 to 1 with a level start and end, so that the field has no creases. */
function smooth(t: number): number {
  return t * t * (3 - 2 * t);
}
