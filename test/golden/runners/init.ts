// Initializers: what is known of their distributions, and that what they draw agrees with it.
import {
  calculateGain, dirac, fans, heNormal, heUniform, lecunNormal, lecunUniform, orthogonal, sparse, truncatedNormal,
  xavierNormal, xavierUniform, type Initializer,
} from '@evenkeel/init'; // prettier-ignore
import { generator, matmul, reshape, transpose, type Tensor } from '@evenkeel/tensor';
import type { Computed } from '../acceptance.js';
import type { Attributes, RunContext, Runner } from '../run.js';

const seed = 2024;

const scalar = (value: number): Computed => ({ shape: [], values: [value] });

const schemes: Readonly<Record<string, (attrs: Attributes) => Initializer>> = {
  heNormal, heUniform, xavierNormal, xavierUniform, lecunNormal: () => lecunNormal(), lecunUniform: () => lecunUniform(),
}; // prettier-ignore

/** Refuses numbers whose mean or deviation is not what the distribution says, by five standard errors or more. */
function checkMoments(values: ArrayLike<number>, expected: { mean: number; std: number }): void {
  const numbers = Array.from(values);
  const count = numbers.length;
  const mean = numbers.reduce((sum, value) => sum + value, 0) / count;
  const variance = numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count;
  const error = (5 * expected.std) / Math.sqrt(count);
  checkNear('mean', mean, { want: expected.mean, error });
  checkNear('deviation', Math.sqrt(variance), { want: expected.std, error });
}

function checkNear(name: string, got: number, { want, error }: { want: number; error: number }) {
  if (Math.abs(got - want) <= error) return;
  throw new Error(`the ${name} of what is drawn must be ${want}, got ${got}.`);
}

/** Refuses numbers outside of an interval, up to the rounding of float32. */
function checkInside(values: ArrayLike<number>, { low, high }: { low: number; high: number }) {
  const slack = 1e-6 * Math.max(Math.abs(low), Math.abs(high));
  const outside = Array.from(values).find(
    (value) => !(value >= low - slack && value <= high + slack),
  );
  if (outside === undefined) return;
  throw new Error(`what is drawn must lie within ${low} and ${high}, got ${outside}.`);
}

/** Enough numbers of the shape to look at their moments. */
function drawMany(init: Initializer, shape: readonly number[]): number[] {
  const size = shape.reduce((product, length) => product * length, 1);
  const rounds = Math.ceil(20_000 / Math.max(size, 1));
  return Array.from({ length: rounds }, (_, round) => [
    ...init(shape, generator(seed).fork(round)).dataSync(),
  ]).flat();
}

const initDistribution: Runner = ({ attrs, golden }) => {
  const scheme: string = attrs['scheme']!;
  const create = schemes[scheme];
  if (create === undefined) throw new Error(`${golden.name}: scheme must be known, got ${scheme}.`);
  const init = create(attrs);
  const shape: number[] = attrs['shape']!;
  const known = init.distribution(shape);
  const drawn = drawMany(init, shape);
  checkMoments(drawn, known);
  checkInside(drawn, known);
  const { fanIn, fanOut } = fans(shape);
  const bound = Number.isFinite(known.high) ? { bound: scalar(known.high) } : {};
  const outputs = { fanIn: scalar(fanIn), fanOut: scalar(fanOut), std: scalar(known.std) };
  return { outputs: { ...outputs, ...bound } };
};

const truncated: Runner = ({ attrs }) => {
  const init = truncatedNormal(attrs);
  const known = init.distribution([1]);
  const drawn = drawMany(init, [1000]);
  checkMoments(drawn, known);
  checkInside(drawn, { low: attrs['lower']!, high: attrs['upper']! });
  return { outputs: { truncatedMean: scalar(known.mean), truncatedStd: scalar(known.std) } };
};

function gram({ attrs }: RunContext): Tensor {
  // The vectors compute the gram from the gain as float32.
  const gain = Math.fround(attrs['gain'] ?? 1);
  const drawn = orthogonal({ gain })(attrs['shape']!, generator(seed));
  const matrix = reshape(drawn, [attrs['rows']!, attrs['cols']!]);
  const other = transpose(matrix);
  const orthonormal: string = attrs['orthonormal']!;
  return orthonormal === 'columns' ? matmul(other, matrix) : matmul(matrix, other);
}

const sparseInit: Runner = ({ attrs }) => {
  const shape: [inputs: number, outputs: number] = attrs['shape']!;
  const [inputs, outputs] = shape;
  const values = sparse({ ...attrs, sparsity: attrs['sparsity']! })(
    shape,
    generator(seed),
  ).dataSync();
  const zeros = Array.from({ length: inputs }, (_, row) => {
    const ofRow = values.subarray(row * outputs, (row + 1) * outputs);
    return Array.from(ofRow).filter((value) => value === 0).length;
  });
  const [first = 0] = zeros;
  if (zeros.some((count) => count !== first)) {
    throw new Error(`every input must have as many zeros, got ${zeros.join(', ')}.`);
  }
  const total = zeros.reduce((sum, count) => sum + count, 0);
  return { outputs: { zerosPerInput: scalar(first), zerosTotal: scalar(total) } };
};

export const initRunners = {
  calculateGain: ({ attrs }) => ({
    outputs: { gain: scalar(calculateGain(attrs['nonlinearity']!, attrs['param'])) },
  }),
  initDistribution,
  truncatedNormal: truncated,
  orthogonal: (context) => ({ outputs: { gram: gram(context) } }),
  sparseInit,
  dirac: ({ attrs }) => ({
    outputs: { weight: dirac(attrs)(attrs['shape']!, generator(seed)) },
  }),
} satisfies Readonly<Record<string, Runner>>;
