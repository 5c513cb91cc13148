// Eigenvalues and eigenvectors of symmetric matrices, in float64: what whitening and principal components rest on.
import { ArgumentError } from '@evenkeel/tensor';

/** What `symmetricEigen` gives. */
export interface SymmetricEigen {
  /** [n], the largest first. */
  readonly values: Float64Array;
  /** [n, n] in row-major order: row i is the eigenvector of value i, of length 1. */
  readonly vectors: Float64Array;
}

/**
 * Eigen-decomposition of a symmetric matrix.
 *
 * A = sum over i of values[i] * v_i v_i^T, v_i being row i of `vectors`. Householder reflections make A tridiagonal,
 * implicit QL steps make that diagonal; about 6 n^3 operations. Values are accurate to about 1e-15 of the largest
 * magnitude. Of the two possible signs a vector has the one that makes its largest element (the first of equal ones)
 * positive. Nothing but + - * / and square roots is used, so every machine gives the same bits.
 *
 * @param matrix  [n, n] in row-major order; only the elements on and below the diagonal are read
 * @param n       rows
 * @returns  values [n] in falling order, vectors [n, n] in rows
 * @throws ArgumentError  a matrix of another size, or with an element that is no finite number
 * @see Golub & Van Loan 2013, "Matrix computations", sections 8.3.1 and 8.3.5
 * @example
 * const { values, vectors } = symmetricEigen([2, 1, 1, 2], 2);
 * values; // [3, 1]
 * vectors; // [0.70711, 0.70711, 0.70711, -0.70711]
 */
export function symmetricEigen(matrix: ArrayLike<number>, n: number): SymmetricEigen {
  const a = checkedSymmetric(matrix, n);
  const { diagonal, off, rows } = tridiagonal(a, n);
  diagonalize(diagonal, off, rows);
  return sorted(diagonal, rows);
}

function checkedSymmetric(matrix: ArrayLike<number>, n: number): Float64Array[] {
  if (!Number.isSafeInteger(n) || n < 0 || matrix.length !== n * n) {
    const expected = `of n x n elements for n ${n}`;
    const rule = { argument: 'matrix', expected, received: `${matrix.length} elements` };
    throw new ArgumentError({ op: 'symmetricEigen', ...rule });
  }
  const a = Array.from({ length: n }, () => new Float64Array(n));
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      const value = matrix[i * n + j]!;
      if (!Number.isFinite(value)) {
        const rule = { argument: 'matrix', expected: 'of finite numbers' };
        const received = `${value} in row ${i}, column ${j}`;
        throw new ArgumentError({ op: 'symmetricEigen', ...rule, received });
      }
      a[i]![j] = value;
      a[j]![i] = value;
    }
  }
  return a;
}

interface Tridiagonal {
  /** [n] */
  readonly diagonal: Float64Array;
  /** [n]; element i stands beside diagonal elements i and i + 1, the last is 0. */
  readonly off: Float64Array;
  /** Rows of Q^T, where A = Q T Q^T. */
  readonly rows: Float64Array[];
}

/** A = Q T Q^T by one reflection per column. Overwrites `a`: row k keeps the mirror vector of step k behind column k. */
function tridiagonal(a: Float64Array[], n: number): Tridiagonal {
  const off = new Float64Array(n);
  const betas = new Float64Array(n);
  for (let k = 0; k + 1 < n; k += 1) {
    const { beta, image } = mirror(a[k]!, k + 1);
    off[k] = image;
    betas[k] = beta;
    if (beta !== 0) reflectBothSides(a, { from: k + 1, v: a[k]!, beta });
  }
  const diagonal = Float64Array.from(a, (row, i) => row[i]!);
  return { diagonal, off, rows: accumulated(a, betas) };
}

/**
 * The reflection H = I - beta v v^T that sends x, the elements of `row` from `from` on, to (image, 0, …, 0).
 * Writes v over x. beta is 0 if nothing is to be done.
 */
function mirror(row: Float64Array, from: number): { beta: number; image: number } {
  const first = row[from]!;
  let rest = 0;
  for (let i = from + 1; i < row.length; i += 1) rest += row[i]! * row[i]!;
  if (rest === 0) return { beta: 0, image: first };
  const length = Math.sqrt(first * first + rest);
  const image = first > 0 ? -length : length;
  const head = first - image;
  row[from] = head;
  return { beta: 2 / (head * head + rest), image };
}

interface Reflection {
  readonly from: number;
  readonly v: Float64Array;
  readonly beta: number;
}

/** The trailing block becomes H A H = A - v w^T - w v^T with p = beta A v, w = p - (beta / 2)(p . v) v. */
function reflectBothSides(a: Float64Array[], { from, v, beta }: Reflection): void {
  const n = v.length;
  const w = new Float64Array(n);
  let along = 0;
  for (let i = from; i < n; i += 1) {
    w[i] = beta * dot(a[i]!, v, from);
    along += w[i]! * v[i]!;
  }
  const share = (beta / 2) * along;
  for (let i = from; i < n; i += 1) w[i]! -= share * v[i]!;
  for (let i = from; i < n; i += 1) {
    const row = a[i]!;
    const vi = v[i]!;
    const wi = w[i]!;
    for (let j = from; j < n; j += 1) row[j]! -= vi * w[j]! + wi * v[j]!;
  }
}

/** Rows of Q^T for Q = H_0 H_1 …, from the last reflection back, so that each one touches the trailing block only. */
function accumulated(mirrors: Float64Array[], betas: Float64Array): Float64Array[] {
  const n = mirrors.length;
  const rows = mirrors.map((_, i) => Float64Array.from({ length: n }, (_unused, j) => +(i === j)));
  for (let k = n - 2; k >= 0; k -= 1) {
    const beta = betas[k]!;
    const v = mirrors[k]!;
    if (beta === 0) continue;
    for (let i = k + 1; i < n; i += 1) {
      const row = rows[i]!;
      const share = beta * dot(row, v, k + 1);
      for (let j = k + 1; j < n; j += 1) row[j]! -= share * v[j]!;
    }
  }
  return rows;
}

function dot(a: Float64Array, b: Float64Array, from: number): number {
  let sum = 0;
  for (let i = from; i < a.length; i += 1) sum += a[i]! * b[i]!;
  return sum;
}

/** Implicit QL steps with Wilkinson's shift until nothing is left beside the diagonal; turns `rows` along. */
function diagonalize(d: Float64Array, e: Float64Array, rows: Float64Array[]): void {
  const n = d.length;
  let scale = 0;
  for (let i = 0; i < n; i += 1) scale = Math.max(scale, Math.abs(d[i]!) + Math.abs(e[i]!));
  const negligible = Number.EPSILON * scale;
  for (let l = 0; l < n; l += 1) {
    for (;;) {
      let m = l;
      while (m + 1 < n && Math.abs(e[m]!) > negligible) m += 1;
      if (m === l) break;
      step(d, e, { l, m, rows });
    }
  }
}

interface Block {
  readonly l: number;
  readonly m: number;
  readonly rows: Float64Array[];
}

/** One QL step on the block from l to m: a shift, then rotations that chase the bulge from m up to l. */
function step(d: Float64Array, e: Float64Array, { l, m, rows }: Block): void {
  const half = (d[l + 1]! - d[l]!) / (2 * e[l]!);
  const root = Math.sqrt(half * half + 1);
  let g = d[m]! - d[l]! + e[l]! / (half + (half < 0 ? -root : root));
  let sine = 1;
  let cosine = 1;
  let moved = 0;
  for (let i = m - 1; i >= l; i -= 1) {
    const f = sine * e[i]!;
    const b = cosine * e[i]!;
    const r = Math.sqrt(f * f + g * g);
    e[i + 1] = r;
    if (r === 0) {
      // The block falls apart here.
      d[i + 1]! -= moved;
      e[m] = 0;
      return;
    }
    sine = f / r;
    cosine = g / r;
    g = d[i + 1]! - moved;
    const t = (d[i]! - g) * sine + 2 * cosine * b;
    moved = sine * t;
    d[i + 1] = g + moved;
    g = cosine * t - b;
    rotate(rows[i]!, rows[i + 1]!, { sine, cosine });
  }
  d[l]! -= moved;
  e[l] = g;
  e[m] = 0;
}

function rotate(
  low: Float64Array,
  high: Float64Array,
  { sine, cosine }: { sine: number; cosine: number },
): void {
  for (let k = 0; k < low.length; k += 1) {
    const x = low[k]!;
    const y = high[k]!;
    high[k] = sine * x + cosine * y;
    low[k] = cosine * x - sine * y;
  }
}

function sorted(diagonal: Float64Array, rows: Float64Array[]): SymmetricEigen {
  const n = diagonal.length;
  const order = Array.from(diagonal.keys()).sort((i, j) => diagonal[j]! - diagonal[i]! || i - j);
  const vectors = new Float64Array(n * n);
  order.forEach((from, to) => {
    const row = rows[from]!;
    let largest = 0;
    for (const value of row) if (Math.abs(value) > Math.abs(largest)) largest = value;
    for (let j = 0; j < n; j += 1) vectors[to * n + j] = largest < 0 ? -row[j]! : row[j]!;
  });
  return { values: Float64Array.from(order, (from) => diagonal[from]!), vectors };
}
