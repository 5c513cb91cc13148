// What recurrent layers share: weights, options, and what they give back.
import { uniform } from '@evenkeel/init';
import type { Generator, RecurrentWeights, Shape, Tensor } from '@evenkeel/tensor';
import { ArgumentError } from '@evenkeel/tensor';
import { checkCounts } from '../core/counts.js';
import { Layer } from '../core/layer.js';
import { parameter, type Draw, type Parameter } from '../core/parameter.js';
import type { CountsFlops } from '../summary.js';
import {
  normalizersOf,
  normsOf,
  type RecurrentNormOptions,
  type RecurrentNorms,
} from './normalization.js';

export interface RecurrentOptions extends RecurrentNormOptions {
  /** Whether to add both biases; default true. */
  readonly bias?: boolean;
  /** What `forward` gives: 'sequence' (default), [N, T, hidden], or 'last', the state after the last step, [N, hidden]. */
  readonly returns?: 'sequence' | 'last';
  /** What draws weightIh; default uniform within 1 / sqrt(hidden). */
  readonly init?: Draw;
  /** What draws weightHh; default the same. */
  readonly recurrentInit?: Draw;
  /** What draws the biases; default the same. */
  readonly biasInit?: Draw;
  /** Draws at once from this generator; default on first use, from a stream of the parameter's own. */
  readonly generator?: Generator;
}

interface Kind {
  readonly op: string;
  /** Pieces that stand side by side in the columns of the weights. */
  readonly gates: number;
  /** Whether it remembers more than it shows. */
  readonly memory: boolean;
}

/** A layer that walks along sequences [N, T, in]. */
export abstract class Recurrent<In extends number, Hidden extends number>
  extends Layer<In, Hidden, false>
  implements CountsFlops
{
  /** [in, gates * hidden] */
  readonly weightIh: Parameter;
  /** [hidden, gates * hidden] */
  readonly weightHh: Parameter;
  /** [gates * hidden] */
  readonly biasIh: Parameter | null;
  /** [gates * hidden] */
  readonly biasHh: Parameter | null;
  /** Of the product with the input, of that with the state, of the memory; null without. */
  readonly inputNorm: RecurrentNorms['inputNorm'] | null;
  readonly stateNorm: RecurrentNorms['stateNorm'] | null;
  readonly memoryNorm: RecurrentNorms['memoryNorm'];
  readonly hidden: Hidden;
  readonly #norms: RecurrentNorms | null;
  readonly returns: 'sequence' | 'last';

  constructor(sizes: { in: In; hidden: Hidden }, options: RecurrentOptions, kind: Kind) {
    super();
    const { op, gates } = kind;
    checkCounts(op, sizes);
    const { in: inputs, hidden } = sizes;
    const { bias = true, returns = 'sequence', generator } = options;
    const bound = 1 / Math.sqrt(hidden);
    const spread = uniform({ low: -bound, high: bound });
    const { init = spread, recurrentInit = spread, biasInit = spread } = options;
    checkReturns(op, returns);
    this.hidden = hidden;
    this.returns = returns;
    this.weightIh = parameter([inputs, gates * hidden], init, generator);
    this.weightHh = parameter([hidden, gates * hidden], recurrentInit, generator);
    this.biasIh = bias ? parameter([gates * hidden], biasInit, generator) : null;
    this.biasHh = bias ? parameter([gates * hidden], biasInit, generator) : null;
    this.#norms = normsOf(options, { ...kind, hidden });
    this.inputNorm = this.#norms?.inputNorm ?? null;
    this.stateNorm = this.#norms?.stateNorm ?? null;
    this.memoryNorm = this.#norms?.memoryNorm ?? null;
    this.nameParts();
  }

  /** What the ops take; `t` is the number of the first step. */
  protected weightsFrom(t: number): RecurrentWeights {
    const { weightIh, weightHh, biasIh, biasHh } = this;
    const normalize = this.#norms === null ? null : normalizersOf(this.#norms, t);
    return { weightIh, weightHh, biasIh, biasHh, normalize };
  }

  /** Walks along x [N, T, in] from a state, zeros by default. */
  abstract run(x: Tensor, state?: never): { readonly y: Tensor; readonly hT: Tensor };

  /** @param x  [N, T, in]; gives [N, T, hidden], or [N, hidden] of a layer that returns the last state */
  override forward(x: Tensor): Tensor {
    const { y, hT } = this.run(x);
    return this.returns === 'last' ? hT : y;
  }

  flops(_output: Shape, input: Shape): number {
    const steps = (input[0] ?? 0) * (input[1] ?? 0);
    return 2 * steps * (this.weightIh.size + this.weightHh.size);
  }
}

function checkReturns(op: string, returns: string): void {
  if (returns === 'sequence' || returns === 'last') return;
  const rule = { argument: 'returns', expected: "'sequence' or 'last'" };
  throw new ArgumentError({ op, ...rule, received: `'${returns}'` });
}
