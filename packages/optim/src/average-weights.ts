// Averages of parameters over the steps of training, which often generalize better than the last step.
import {
  add, ArgumentError, assign, full, keep, mul, noGrad, ShapeError, tidy, type Tensor,
} from '@evenkeel/tensor'; // prettier-ignore
import type { SavedTensor } from './core/optimizer-state.js';

export interface AverageOptions {
  /** Share of the old average that stays; 'equal' weights all updates alike. Default 0.999. */
  readonly decay?: number | 'equal';
}

/** Everything that the next update depends on. */
export interface AverageState {
  readonly updates: number;
  /** In the order of the parameters. */
  readonly tensors: readonly SavedTensor[];
}

/** Averages of parameters; made by `averageWeights`. */
export class WeightAverage {
  readonly parameters: readonly Tensor[];
  readonly decay: number | 'equal';
  #averages: readonly Tensor[];
  #updates = 0;
  #swapped = false;

  constructor(parameters: readonly Tensor[], decay: number | 'equal') {
    this.parameters = parameters.slice();
    this.decay = decay;
    this.#averages = parameters.map(({ shape }) => keep(full(shape, 0)));
  }

  /** How many steps have gone into the averages. */
  get updates(): number {
    return this.#updates;
  }

  /** Whether the parameters hold the averages now. */
  get swapped(): boolean {
    return this.#swapped;
  }

  /** Takes the present parameters into the averages. For the end of each step, or, for SWA, of each cycle. */
  update(): void {
    if (this.#swapped) refuse('update', 'called while the parameters are those of training');
    this.#updates++;
    const share = this.#shareOfNew();
    this.#each((parameter, average) =>
      assign(average, add(mul(average, 1 - share), mul(parameter, share))),
    );
  }

  /**
   * Exchanges parameters and averages; the next call exchanges them back.
   *
   * Statistics of batch norm are those of the parameters of training: estimate them anew before a model with averaged
   * weights is used.
   */
  swap(): void {
    if (this.#updates === 0) refuse('swap', 'called after an update');
    this.#each((parameter, average) => {
      const values = mul(parameter, 1);
      assign(parameter, average);
      assign(average, values);
    });
    this.#swapped = !this.#swapped;
  }

  /** A copy of the averages and their count. */
  stateDict(): AverageState {
    if (this.#swapped) refuse('stateDict', 'called while the parameters are those of training');
    const tensors = this.#averages.map((average) => ({
      shape: average.shape,
      data: average.dataSync(),
    }));
    return { updates: this.#updates, tensors };
  }

  /**
   * Goes on from a saved state.
   *
   * @throws ShapeError  a saved tensor that does not fit its parameter, or another number of them
   */
  loadStateDict({ updates, tensors }: AverageState): void {
    const shapes = (list: readonly { shape: readonly number[] }[]) =>
      list.map(({ shape }) => `[${shape.join(', ')}]`).join(', ');
    if (shapes(tensors) !== shapes(this.parameters)) {
      const rule = { argument: 'state', expected: `of shapes ${shapes(this.parameters)}` };
      throw new ShapeError({ op: 'averageWeights', ...rule, received: shapes(tensors) });
    }
    tensors.forEach(({ data }, i) => assign(this.#averages[i]!, data));
    this.#updates = updates;
    this.#swapped = false;
  }

  /** The first update copies; an equal average gives the n-th one the share 1 / n. */
  #shareOfNew(): number {
    if (this.#updates === 1) return 1;
    return this.decay === 'equal' ? 1 / this.#updates : 1 - this.decay;
  }

  #each(visit: (parameter: Tensor, average: Tensor) => void): void {
    noGrad(() => {
      this.parameters.forEach((parameter, i) => tidy(() => visit(parameter, this.#averages[i]!)));
    });
  }
}

/**
 * Keeps averages of parameters beside them: an exponential moving average (EMA), or one that weights all updates alike
 * (stochastic weight averaging, SWA).
 *
 * average = decay * average + (1 - decay) * p; with 'equal' average += (p - average) / n. The first update copies.
 *
 * `update()` behind each optimizer step; `swap()` puts the averages into the model and, called again, takes them out.
 * Batch-norm layers then need statistics of the averaged weights: estimate them anew.
 *
 * @param parameters  model.parameters()
 * @param options  decay = 0.999
 * @returns  the average, to be updated after each step
 * @throws ArgumentError  a decay that is not from 0 to below 1
 * @see Polyak & Juditsky 1992; Izmailov et al. 2018, "Averaging weights leads to wider optima and better generalization"
 * @example
 * const p = tensor([1, 2]);
 * const average = averageWeights([p], { decay: 'equal' });
 * average.update();
 * assign(p, tensor([3, 6]));
 * average.update();
 * average.swap();
 * p.dataSync(); // [2, 4]
 * average.swap();
 * p.dataSync(); // [3, 6]
 */
export function averageWeights(
  parameters: readonly Tensor[],
  options: AverageOptions = {},
): WeightAverage {
  const { decay = 0.999 } = options;
  if (decay !== 'equal' && !(decay >= 0 && decay < 1)) {
    const rule = { argument: 'decay', expected: "a number from 0 to below 1, or 'equal'" };
    throw new ArgumentError({ op: 'averageWeights', ...rule, received: String(decay) });
  }
  return new WeightAverage(parameters, decay);
}

function refuse(argument: string, expected: string): never {
  const received = argument === 'swap' ? 'none yet' : 'the averages in their place';
  const hint = argument === 'swap' ? 'Call update() first.' : 'Call swap() first.';
  throw new ArgumentError({ op: 'averageWeights', argument, expected, received, hint });
}
