// One digit from one key: choose a skeleton, shake it, warp it, ink it.
import { Draws, type DrawsKey } from './draws.js';
import { develop, drawPen, inkStroke } from './ink.js';
import { flatLength, flatten, parsePath, type Stroke } from './path.js';
import { skeletons } from './prototypes.js';
import { shakePoints, side, Warp } from './warp.js';

const strokesOf: readonly (readonly (readonly Stroke[])[])[] = skeletons.map((ways) =>
  ways.map((strokes) => strokes.map(parsePath)),
);

const page = new Float64Array(side * side);

/** Draws the digit of a key into `out` (side x side bytes) and returns its class. */
export function drawDigit(key: DrawsKey, out: Uint8Array): number {
  const draws = new Draws(key);
  const label = draws.below(10);
  const ways = strokesOf[label]!;
  const strokes = ways[draws.below(ways.length)]!;
  const warp = new Warp(draws);
  const pen = drawPen(draws);
  page.fill(0);
  for (const stroke of strokes) {
    const line = new Float64Array(2 * flatLength(stroke));
    flatten(stroke, shakePoints(stroke.points, draws), line);
    warp.apply(line);
    inkStroke(page, line, pen);
  }
  develop(page, { pen, draws }, out);
  return label;
}
