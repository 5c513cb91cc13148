// The path language of the skeletons: "M x y" moves, "L x y" draws a line, "Q" a quadratic and "C" a
// cubic Bézier curve. A path becomes control points once; curves become polylines for each digit.

/** How many control points follow the pen: 1 line, 2 quadratic, 3 cubic. */
type Degree = 1 | 2 | 3;

/** A stroke as control points; piece i starts at the last point of piece i - 1. */
export interface Stroke {
  readonly pieces: readonly Degree[];
  /** x, y of each control point, the pen's start first. */
  readonly points: Float64Array;
}

const degrees: Readonly<Record<string, Degree>> = { L: 1, Q: 2, C: 3 };

/**
 * Reads a path that starts with "M x y".
 *
 * @throws Error  an unknown command or a number that is missing: a mistake in prototypes.ts
 */
export function parsePath(path: string): Stroke {
  const pieces: Degree[] = [];
  const points: number[] = [];
  for (const [, command = '', rest = ''] of path.matchAll(/([A-Z])([^A-Z]*)/g)) {
    const numbers = rest.trim().split(/\s+/).map(Number);
    const degree = degrees[command];
    const wanted = degree === undefined ? 2 : 2 * degree;
    if (numbers.length !== wanted || numbers.some(Number.isNaN)) {
      throw new Error(`digits: path command must have ${wanted} numbers, got "${command}${rest}".`);
    }
    if (degree !== undefined) pieces.push(degree);
    points.push(...numbers);
  }
  return { pieces, points: Float64Array.from(points) };
}

/** Straight parts that replace one piece of a curve. */
const partsOf: Readonly<Record<Degree, number>> = { 1: 4, 2: 7, 3: 10 };

/** Points of the polyline that `flatten` writes. */
export function flatLength(stroke: Stroke): number {
  return stroke.pieces.reduce<number>((sum, degree) => sum + partsOf[degree], 1);
}

/**
 * Writes the polyline of a stroke with the given control points into `out` (x, y pairs).
 * Curves are evaluated by de Casteljau's repeated interpolation: plain arithmetic, the same
 * everywhere.
 */
export function flatten(stroke: Stroke, points: Float64Array, out: Float64Array): void {
  const work = new Float64Array(8);
  let start = 0;
  let written = 0;
  out[written++] = points[0]!;
  out[written++] = points[1]!;
  for (const degree of stroke.pieces) {
    const parts = partsOf[degree];
    for (let part = 1; part <= parts; part += 1) {
      const t = part / parts;
      for (let i = 0; i < 2 * (degree + 1); i += 1) work[i] = points[start + i]!;
      for (let left: number = degree; left > 0; left -= 1) {
        for (let i = 0; i < 2 * left; i += 1) work[i] = work[i]! + t * (work[i + 2]! - work[i]!);
      }
      out[written++] = work[0]!;
      out[written++] = work[1]!;
    }
    start += 2 * degree;
  }
}
