// What recurrent ops share: their weights, the checks of them, and the walk along the sequence.
import { floatOf, sameBackend } from '../../core/arguments.js';
import { ShapeError } from '../../core/errors.js';
import { formatShape, sameShape, type Shape } from '../../core/shape.js';
import type { Tensor } from '../../core/tensor.js';
import { add } from '../binary/add.js';
import { linear } from '../matmul/linear.js';
import { reshape } from '../shape/reshape.js';
import { slice } from '../shape/slice.js';
import { stack } from '../shape/stack.js';

/** Weights of a recurrent op of G gates, whose columns stand side by side: G = 1 of rnn, 4 of lstm, 3 of gru. */
export interface RecurrentWeights {
  /** [IN, G * H] */
  readonly weightIh: Tensor;
  /** [H, G * H] */
  readonly weightHh: Tensor;
  /** [G * H]. Default: none. */
  readonly biasIh?: Tensor | null;
  /** [G * H]. Default: none. */
  readonly biasHh?: Tensor | null;
  /** What stands between the products and their biases. Default: nothing. */
  readonly normalize?: RecurrentNormalizers | null;
}

/** Functions that normalize inside of a step; `t` is its number in the sequence, from 0. */
export interface RecurrentNormalizers {
  /** Of x weightIh, [N, G * H]. */
  readonly input: (y: Tensor, t: number) => Tensor;
  /** Of h weightHh, [N, G * H]. */
  readonly state: (y: Tensor, t: number) => Tensor;
  /** Of what an lstm remembers, c [N, H], on its way to the output gate. */
  readonly memory?: (c: Tensor, t: number) => Tensor;
}

type WeightName = Exclude<keyof RecurrentWeights, 'normalize'>;

/** Sizes that follow from the arguments. */
export interface RecurrentSizes {
  /** [N, H] */
  readonly state: Shape;
}

interface Site {
  readonly op: string;
  readonly gates: number;
  /** Axes of x: of one step, or of a sequence. */
  readonly form: '[N, IN]' | '[N, T, IN]';
}

/** Refuses weights that do not fit x or each other. */
export function checkWeights(x: Tensor, weights: RecurrentWeights, site: Site): RecurrentSizes {
  const { op, gates, form } = site;
  const first = floatOf(x, op, 'x');
  const rank = form === '[N, IN]' ? 2 : 3;
  if (x.shape.length !== rank || (rank === 3 && x.shape[1] === 0)) {
    const expected = rank === 2 ? form : `${form} of one step or more`;
    throw new ShapeError({ op, argument: 'x', expected, received: formatShape(x.shape) });
  }
  const hidden = weights.weightHh?.shape[0] ?? 0;
  const columns = gates * hidden;
  const wanted: Record<WeightName, Shape> = {
    weightHh: [hidden, columns],
    weightIh: [x.shape[rank - 1]!, columns],
    biasIh: [columns],
    biasHh: [columns],
  };
  for (const argument of ['weightHh', 'weightIh', 'biasIh', 'biasHh'] as const) {
    const tensor = weights[argument];
    if ((tensor === null || tensor === undefined) && argument.startsWith('bias')) continue;
    sameBackend(first, floatOf(tensor!, op, argument), { op, argument });
    if (sameShape(tensor!.shape, wanted[argument])) continue;
    throw misfit(tensor!, wanted[argument], { op, argument, gates, x });
  }
  return { state: [x.shape[0]!, hidden] };
}

function misfit(
  tensor: Tensor,
  wanted: Shape,
  { op, argument, gates, x }: { op: string; argument: string; gates: number; x: Tensor },
): ShapeError {
  const columns = gates === 1 ? 'H' : `${gates} * H`;
  const expected =
    argument === 'weightHh'
      ? `[H, ${columns}]`
      : argument === 'weightIh'
        ? `${formatShape(wanted)}, [IN, ${columns}], to match x ${formatShape(x.shape)} and weightHh`
        : `${formatShape(wanted)} to match weightHh`;
  return new ShapeError({ op, argument, expected, received: formatShape(tensor.shape) });
}

/** Refuses a state that is not [N, H]. */
export function checkState(
  state: Tensor,
  wanted: Shape,
  { op, argument }: { op: string; argument: string },
): void {
  floatOf(state, op, argument);
  if (sameShape(state.shape, wanted)) return;
  const expected = `${formatShape(wanted)} to match x and weightHh`;
  throw new ShapeError({ op, argument, expected, received: formatShape(state.shape) });
}

/** Walks along x [N, T, IN] from a first state; y [N, T, H] holds the h of every step. */
export function unroll<State extends { readonly h: Tensor }>(
  x: Tensor,
  start: State,
  step: (x: Tensor, state: State, t: number) => State,
): { y: Tensor; last: State } {
  const [n = 0, steps = 0, features = 0] = x.shape;
  const outputs: Tensor[] = [];
  let state = start;
  for (let t = 0; t < steps; t++) {
    const now = slice(x, [0, t], { ends: [n, t + 1] });
    state = step(reshape(now, [n, features]), state, t);
    outputs.push(state.h);
  }
  return { y: stack(outputs, 1), last: state };
}

/** One step of a recurrent op: its weights, and its number in the sequence. */
export interface Step<Weights extends RecurrentWeights = RecurrentWeights> {
  readonly weights: Weights;
  readonly t: number;
}

/** What the input and the state give to the gates of step t, [N, G * H] each. */
export function preactivations(
  { x, h }: { readonly x: Tensor; readonly h: Tensor },
  weights: RecurrentWeights,
  t: number,
): { fromInput: Tensor; fromState: Tensor } {
  const { weightIh, weightHh, biasIh = null, biasHh = null, normalize = null } = weights;
  if (normalize === null) {
    const fromInput = linear(x, weightIh, { bias: biasIh });
    return { fromInput, fromState: linear(h, weightHh, { bias: biasHh }) };
  }
  const fromInput = normalize.input(linear(x, weightIh), t);
  const fromState = normalize.state(linear(h, weightHh), t);
  return {
    fromInput: biasIh === null ? fromInput : add(fromInput, biasIh),
    fromState: biasHh === null ? fromState : add(fromState, biasHh),
  };
}
