// Orthogonal initialization.
import { tensor, tidy, type Generator, type Shape } from '@evenkeel/tensor';
import { fans } from './fans.js';
import { initializer, type Initializer } from './initializer.js';

/**
 * A weight that turns vectors without stretching them, but for the factor `gain`.
 *
 * Flattened to [rows, columns] = [everything but the last axis, last axis], M satisfies M'M = gain^2 I if rows >=
 * columns, else MM' = gain^2 I. Every such matrix is equally likely: a normal matrix is made orthonormal by modified
 * Gram-Schmidt, done twice. The time grows with rows * columns * min(rows, columns).
 *
 * @param options  gain = 1
 * @returns  an initializer: called with a shape and a generator it gives the weight
 * @throws ShapeError  (when it draws) a shape of fewer than 2 axes
 * @see Saxe et al. 2014, "Exact solutions to the nonlinear dynamics of learning in deep linear networks"
 * @example
 * const w = orthogonal()([3, 3], generator(1));
 * matmul(transpose(w), w).dataSync(); // [1, 0, 0, 0, 1, 0, 0, 0, 1]
 */
export function orthogonal(options: { readonly gain?: number } = {}): Initializer {
  const { gain = 1 } = options;
  return initializer(
    'orthogonal',
    (shape) => {
      const { rows, columns } = matrixOf(shape);
      const std = gain / Math.sqrt(Math.max(rows, columns));
      return { kind: 'structured', mean: 0, std, low: -Math.abs(gain), high: Math.abs(gain) };
    },
    (shape, generator) => {
      const values = drawMatrix(shape, generator).map((value) => gain * value);
      return tensor(values, { shape, dtype: 'float' });
    },
  );
}

function matrixOf(shape: Shape): { rows: number; columns: number } {
  fans(shape, 'orthogonal');
  const columns = shape.at(-1)!;
  return { rows: shape.reduce((product, length) => product * length, 1) / columns, columns };
}

function drawMatrix(shape: Shape, generator: Generator): Float64Array {
  const { rows, columns } = matrixOf(shape);
  const count = Math.min(rows, columns);
  const length = Math.max(rows, columns);
  const flat = tidy(() => generator.normal([count, length]).dataSync());
  const vectors = Array.from({ length: count }, (_, i) =>
    Float64Array.from(flat.subarray(i * length, (i + 1) * length)),
  );
  orthonormalize(vectors);
  // The vectors are the rows of a wide matrix and the columns of a tall one.
  const matrix = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      matrix[row * columns + column] =
        rows >= columns ? vectors[column]![row]! : vectors[row]![column]!;
    }
  }
  return matrix;
}

function orthonormalize(vectors: readonly Float64Array[]): void {
  vectors.forEach((vector, i) => {
    for (let pass = 0; pass < 2; pass++) {
      for (let j = 0; j < i; j++) subtractProjection(vector, vectors[j]!);
    }
    const norm = Math.sqrt(dot(vector, vector));
    for (let k = 0; k < vector.length; k++) vector[k] = vector[k]! / norm;
  });
}

function subtractProjection(vector: Float64Array, unit: Float64Array): void {
  const share = dot(vector, unit);
  for (let k = 0; k < vector.length; k++) vector[k] = vector[k]! - share * unit[k]!;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
}
