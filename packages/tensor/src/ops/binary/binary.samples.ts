// Samples of arithmetic and comparisons with broadcasting.
import { tensor, zeros } from '../../core/create.js';
import type { Tensor } from '../../core/tensor.js';
import { bad, float, good, type FloatInput, type OpSamples } from '../../samples/sample.js';
import * as ops from '../index.js';
import type { Operand } from './operands.js';

type Domain = Omit<FloatInput, 'kind' | 'shape'>;
type Op = (a: Operand, b: Operand) => Tensor;

interface Domains {
  readonly a?: Domain;
  readonly b?: Domain;
  /** A number in b's place. */
  readonly number?: number;
}

function broadcasting(name: string, op: Op, domains: Domains = {}): OpSamples {
  const { a = {}, b = {}, number = 1.5 } = domains;
  const pair = (left: readonly number[], right: readonly number[]) => ({
    a: float(left, a),
    b: float(right, b),
  });
  return {
    good: [
      good('same shape', pair([3, 4], [3, 4]), (x) => op(x.a, x.b)),
      good('row', pair([3, 4], [4]), (x) => op(x.a, x.b)),
      good('column', pair([3, 4], [3, 1]), (x) => op(x.a, x.b)),
      good('row first', pair([4], [3, 4]), (x) => op(x.a, x.b)),
      good('both', pair([2, 1, 4], [3, 1]), (x) => op(x.a, x.b)),
      good('scalars', pair([], []), (x) => op(x.a, x.b)),
      good('scalar first', pair([], [2, 3]), (x) => op(x.a, x.b)),
      good('ones in front', pair([1, 3], [3]), (x) => op(x.a, x.b)),
      good('middle axes', pair([2, 3, 1, 2], [1, 3, 4, 1]), (x) => op(x.a, x.b)),
      good('channels of images', pair([2, 3, 3, 5], [5]), (x) => op(x.a, x.b)),
      good('empty', pair([0, 3], [3]), (x) => op(x.a, x.b)),
      good('number second', { a: float([2, 3], a) }, (x) => op(x.a, number)),
      good('number first', { b: float([2, 3], b) }, (x) => op(number, x.b)),
    ],
    bad: [
      bad(
        'shapes that do not broadcast',
        () => op(zeros([2, 3]), zeros([2, 4])),
        `${name}: b must be of a shape that broadcasts with [2, 3], got [2, 4]. ` +
          'Axes are aligned at the end; lengths must be equal or 1.',
      ),
      bad(
        'integers',
        () => op(zeros([2]), tensor([1, 2], { dtype: 'int32' })),
        `${name}: b must be a float tensor, got int32.`,
      ),
      bad('two numbers', () => op(1, 2), `${name}: a or b must be a tensor, got 1 and 2.`),
    ],
  };
}

/** The same element twice: what comparisons and ties are about. */
function comparison(name: string, op: Op): OpSamples {
  const { bad: badSamples, good: goodSamples } = broadcasting(name, op);
  return { good: goodSamples, bad: badSamples, differentiable: false };
}

const positive: Domain = { low: 0.3, high: 2 };
/** Ranges that do not meet, so that no difference step changes which one is chosen. */
const apart: Domains = { a: { kinks: [0, 0.55] }, b: { low: 0.5, high: 0.6 }, number: 0.55 };

export const binarySamples = {
  add: broadcasting('add', ops.add),
  sub: broadcasting('sub', ops.sub),
  mul: broadcasting('mul', ops.mul),
  div: broadcasting('div', ops.div, { b: positive }),
  maximum: broadcasting('maximum', ops.maximum, apart),
  minimum: broadcasting('minimum', ops.minimum, apart),
  pow: broadcasting('pow', ops.pow, { a: positive, number: 2.5 }),
  equal: comparison('equal', ops.equal),
  notEqual: comparison('notEqual', ops.notEqual),
  greater: comparison('greater', ops.greater),
  greaterEqual: comparison('greaterEqual', ops.greaterEqual),
  less: comparison('less', ops.less),
  lessEqual: comparison('lessEqual', ops.lessEqual),
} satisfies Record<string, OpSamples>;
