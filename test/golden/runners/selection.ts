// Ops that compare, pick, order and contract.
import {
  argMin, einsum, equal, floor, greater, greaterEqual, less, lessEqual, notEqual, oneHot, round, scatter, scatterAdd, sign, sort,
  topK,
} from '@evenkeel/tensor'; // prettier-ignore
import type { Tensor } from '@evenkeel/tensor';
import type { Runner } from '../run.js';

const of =
  (apply: (x: Tensor) => Tensor): Runner =>
  ({ tensor }) => ({ outputs: { y: apply(tensor('x')) } });

const comparison =
  (apply: (a: Tensor, b: Tensor) => Tensor): Runner =>
  ({ tensor }) => ({ outputs: { y: apply(tensor('a'), tensor('b')) } });

const scattered =
  (apply: typeof scatter): Runner =>
  ({ tensor, attrs }) => {
    const places = { updates: tensor('updates'), indices: tensor('indices') };
    return { outputs: { y: apply(tensor('x'), { ...places, ...attrs }) } };
  };

export const selectionRunners = {
  floor: of(floor),
  round: of(round),
  sign: of(sign),
  equal: comparison(equal),
  notEqual: comparison(notEqual),
  less: comparison(less),
  lessEqual: comparison(lessEqual),
  greater: comparison(greater),
  greaterEqual: comparison(greaterEqual),
  argMin: ({ tensor, attrs }) => ({ outputs: { y: argMin(tensor('x'), attrs['axis']) } }),
  sort: ({ tensor, attrs }) => ({ outputs: { ...sort(tensor('x'), attrs) } }),
  topK: ({ tensor, attrs }) => ({ outputs: { ...topK(tensor('x'), attrs['k']!, attrs) } }),
  einsum: ({ golden, tensor, attrs }) => {
    const operands = Object.keys(golden.inputs).map((name) => tensor(name));
    return { outputs: { y: einsum(attrs['equation']!, ...operands) } };
  },
  scatter: scattered(scatter),
  scatterAdd: scattered(scatterAdd),
  oneHot: ({ tensor, attrs }) => ({
    outputs: { y: oneHot(tensor('indices'), attrs['classes']!) },
  }),
} satisfies Readonly<Record<string, Runner>>;
