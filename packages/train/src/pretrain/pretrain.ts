// Greedy layerwise pre-training: each layer learns from what the layers below it make of the data.
import type { Loader } from '@evenkeel/data';
import type { Optimizer, SgdSettings } from '@evenkeel/optim';
import { noGrad, Scope, type Tensor } from '@evenkeel/tensor';
import { Breather } from '../fit/breathe.js';
import { Pace } from '../fit/pace.js';
import {
  checkRecipe,
  optimizerOf,
  refuse,
  setMomentum,
  type PretrainRecipe,
  type SelfTaughtLayer,
} from './recipe.js';

/** A step of one layer was taken. */
export interface PretrainStepEvent {
  readonly kind: 'step';
  /** Which layer, from 0 on. */
  readonly layer: number;
  /** Steps taken, those of the layers before included. */
  readonly step: number;
  /** Steps of all layers. */
  readonly steps: number;
  /** Squared error of the batch's reconstruction, summed over an example's numbers, mean over the examples. */
  readonly error: number;
  readonly samplesPerSecond: number;
  readonly secondsLeft: number;
}

/** A layer has seen all data once more. */
export interface PretrainEpochEvent {
  readonly kind: 'epoch';
  readonly layer: number;
  /** Epochs that the layer has had, from 1 on. */
  readonly epoch: number;
  /** Mean of the steps' errors over the epoch. */
  readonly error: number;
}

export type PretrainEvent = PretrainStepEvent | PretrainEpochEvent;

export interface PretrainOptions extends PretrainRecipe {
  /** Batches of the data; labels are not looked at. */
  readonly data: Pick<Loader, 'next' | 'length'>;
  /** Passes over the data for each layer. */
  readonly epochs: number;
  /** Told of every step and epoch; waited for if it gives a promise. */
  readonly onEvent?: (event: PretrainEvent) => void | Promise<void>;
  /** Stops after the current step. */
  readonly signal?: AbortSignal;
}

export interface PretrainResult {
  readonly reason: 'finished' | 'aborted';
  /** Steps taken over all layers. */
  readonly steps: number;
  /** Error of each layer's last whole epoch. */
  readonly errors: readonly number[];
  readonly seconds: number;
}

/**
 * Trains a stack of layers one after the other, the lowest first, each to reconstruct what it gets from those below.
 *
 * For each batch x: h = forward of the layers below; the layer estimates its gradient from h; v = momentum * v + gradient +
 * weightDecay * weight; parameters -= lr * v. Layers below no longer change. The defaults are those of the paper. Unrolled
 * (`unroll`, `unrollClassifier`), the stack begins a deep net near a good solution. The event loop gets its turn at
 * least every 15 ms or every step; same data, same seeds, same bits.
 *
 * @param stack  layers from the data up, such as `rbm` and `denoisingAutoencoder` of @evenkeel/models
 * @param options  data, epochs; lr = 0.1, or 0.001 with gaussian units; momentum = 0.9, after 5 epochs (`initialEpochs`)
 *   of `initialMomentum` = 0.5; weightDecay = 0.0002; onEvent; signal
 * @returns  why it ended, steps, the error of each layer's last epoch, seconds
 * @throws ArgumentError  an empty stack, or numbers that make no sense; from the layers, data that does not fit
 * @throws Error  a layer's error that is NaN or infinite; names layer and step
 * @see Hinton, Osindero & Teh 2006, "A fast learning algorithm for deep belief nets"
 * @see Hinton & Salakhutdinov 2006, "Reducing the dimensionality of data with neural networks"
 * @example
 * const stack = [rbm(784, 20), rbm(20, 5, { hidden: 'gaussian' })];
 * const data = loader(drawDigits({ count: 40 }), { batch: 20 });
 * const { errors, steps } = await pretrain(stack, { data, epochs: 2 });
 * steps; // 8
 * errors.length; // 2
 */
export async function pretrain(
  stack: readonly SelfTaughtLayer[],
  options: PretrainOptions,
): Promise<PretrainResult> {
  if (stack.length === 0) refuse('stack', 'at least one layer', 'none');
  if (!Number.isSafeInteger(options.epochs) || options.epochs < 0) {
    refuse('epochs', 'a whole number from 0 on', String(options.epochs));
  }
  checkRecipe(options, stack.length);
  return new Pretraining(stack, options).run();
}

const clock = (): number => performance.now() / 1000;

class Pretraining {
  readonly #stack: readonly SelfTaughtLayer[];
  readonly #options: PretrainOptions;
  readonly #breather = new Breather();
  readonly #started = clock();
  #pace = new Pace(this.#started);
  #step = 0;
  readonly #errors: number[] = [];

  constructor(stack: readonly SelfTaughtLayer[], options: PretrainOptions) {
    this.#stack = stack;
    this.#options = options;
  }

  async run(): Promise<PretrainResult> {
    let finished = true;
    for (let layer = 0; finished && layer < this.#stack.length; layer += 1) {
      finished = await this.#train(layer);
    }
    return {
      reason: finished ? 'finished' : 'aborted',
      steps: this.#step,
      errors: this.#errors,
      seconds: clock() - this.#started,
    };
  }

  /** All epochs of one layer; false if it was stopped. */
  async #train(layer: number): Promise<boolean> {
    const recipe = this.#options;
    const optimizer = optimizerOf(this.#stack[layer]!, { index: layer, recipe });
    // Layers differ in speed: what the one before took says nothing.
    this.#pace = new Pace(clock());
    for (let epoch = 0; epoch < recipe.epochs; epoch += 1) {
      setMomentum(optimizer, { epoch, recipe });
      const error = await this.#epoch(layer, optimizer);
      if (error === null) return false;
      this.#errors[layer] = error;
      await this.#options.onEvent?.({ kind: 'epoch', layer, epoch: epoch + 1, error });
    }
    optimizer.zeroGrad();
    return true;
  }

  /** The mean error of one pass; null if it was stopped. */
  async #epoch(layer: number, optimizer: Optimizer<SgdSettings>): Promise<number | null> {
    const { data, epochs, onEvent, signal } = this.#options;
    const steps = this.#stack.length * epochs * data.length;
    let sum = 0;
    for (let batch = 0; batch < data.length; batch += 1) {
      if (signal?.aborted === true) return null;
      const { error, examples } = this.#takeStep(layer, optimizer);
      sum += error;
      this.#pace.add(examples, clock());
      const rates = this.#pace.measure(clock(), steps - this.#step);
      const event = { kind: 'step', layer, step: this.#step, steps, error, ...rates } as const;
      const told = onEvent?.(event);
      if (told !== undefined) await told;
      if (this.#breather.due) await this.#breather.breathe();
    }
    return sum / data.length;
  }

  #takeStep(layer: number, optimizer: Optimizer<SgdSettings>): { error: number; examples: number } {
    using _scope = new Scope();
    const { x } = this.#options.data.next();
    const below = this.#stack.slice(0, layer);
    const input = noGrad(() => below.reduce((h: Tensor, part) => part.forward(h), x));
    const error = this.#stack[layer]!.estimateGradient(input);
    if (!Number.isFinite(error)) {
      throw new Error(
        `pretrain: the error of layer ${layer} must be finite, got ${error} at step ${this.#step + 1}. ` +
          'Try a smaller lr; units that are gaussian want 0.001 or less.',
      );
    }
    optimizer.step();
    this.#step += 1;
    return { error, examples: x.shape[0] ?? 0 };
  }
}
