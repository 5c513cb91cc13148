// Decides, call by call, whether a step is run op by op, recorded, or replayed.
import type { Backend } from '@evenkeel/kernels';
import { debugNote } from '../debug/note.js';
import { gradEnabled } from '../core/grad-mode.js';
import { observing } from '../core/observer.js';
import { Scope } from '../core/ownership.js';
import type { Tensor } from '../core/tensor.js';
import {
  dropReplay,
  PassRecorder,
  refuseOrder,
  replayBackward,
  replayForward,
  type LossFunction,
  type RecordedPasses,
} from './recorded-loss.js';

export interface RecordedStepOptions {
  /**
   * Values that the step depends on besides its inputs, such as the modes of layers; when one changes, the step is recorded
   * anew. Default: none.
   */
  readonly key?: () => readonly unknown[];
}

/** What the next backward() belongs to. */
type Pending =
  | { readonly kind: 'eager'; readonly loss: Tensor }
  | { readonly kind: 'recording'; readonly recorder: PassRecorder; readonly key: Key }
  | { readonly kind: 'replay' };

type Key = readonly unknown[];

/** How many recordings are tried in vain before a step is left alone. */
const attempts = 3;

/** Made by `recordedStep`. */
export class RecordedStep implements Disposable {
  readonly #fn: LossFunction;
  readonly #options: RecordedStepOptions;
  #passes: RecordedPasses | null = null;
  #passesKey: Key = [];
  #lastKey: Key | null = null;
  #pending: Pending | null = null;
  #failures = 0;
  /** The last reason that was told. */
  #told: string | null = null;
  /** How many steps were replayed. */
  #replays = 0;

  constructor(fn: LossFunction, options: RecordedStepOptions) {
    this.#fn = fn;
    this.#options = options;
  }

  /** Steps that were replayed so far. */
  get replays(): number {
    return this.#replays;
  }

  /**
   * Computes the loss.
   *
   * @param inputs  tensors of one back end
   * @returns  the loss, without a graph: `backward()` of the step has it
   */
  forward(...inputs: Tensor[]): Tensor {
    this.#settle();
    const { backend } = inputs[0]!;
    const key = this.#keyOf(backend, inputs);
    const seen = this.#lastKey !== null && sameKey(this.#lastKey, key);
    this.#lastKey = key;
    if (observing() || !gradEnabled()) return this.#runForward(inputs);
    if (this.#passes !== null && sameKey(this.#passesKey, key)) return this.#replay(inputs);
    if (!seen || this.#failures >= attempts) return this.#runForward(inputs);
    return this.#record(backend, key, inputs);
  }

  /** Runs the forward pass of the next step op by op: someone wants to look into it. Recordings stay. */
  forwardEagerly(...inputs: Tensor[]): Tensor {
    this.#settle();
    return this.#runForward(inputs);
  }

  /** Computes the gradients of the loss that `forward` gave and adds them to the leaves. */
  backward(): void {
    const pending = this.#pending ?? refuseOrder('recordedStep');
    this.#pending = null;
    if (pending.kind === 'eager') {
      pending.loss.backward();
      pending.loss.dispose();
    } else if (pending.kind === 'replay') {
      replayBackward(this.#passes!);
      this.#replays += 1;
    } else this.#finishRecording(pending);
  }

  /** Frees the buffers of the recording. The step may be used again and is then recorded anew. */
  [Symbol.dispose](): void {
    this.#settle();
    this.#passes?.recorder.dispose();
    this.#passes = null;
    this.#lastKey = null;
  }

  #runForward(inputs: readonly Tensor[]): Tensor {
    const scope = new Scope();
    try {
      const loss = scope.keep(this.#fn(...inputs));
      this.#pending = { kind: 'eager', loss };
      return scope.keep(loss.detach());
    } finally {
      scope[Symbol.dispose]();
    }
  }

  #replay(inputs: readonly Tensor[]): Tensor {
    try {
      const loss = replayForward(this.#passes!, inputs);
      this.#pending = { kind: 'replay' };
      return loss;
    } catch (error) {
      dropReplay(this.#passes!);
      throw error;
    }
  }

  #record(backend: Backend, key: Key, inputs: readonly Tensor[]): Tensor {
    this.#passes?.recorder.dispose();
    this.#passes = null;
    const recorder = PassRecorder.begin(backend);
    if (recorder === null) {
      this.#fail(`the ${backend.name} back end does not record`);
      return this.#runForward(inputs);
    }
    try {
      const loss = recorder.forward(this.#fn, inputs);
      this.#pending = { kind: 'recording', recorder, key };
      return loss.detach();
    } catch (error) {
      recorder.abandon();
      throw error;
    }
  }

  #finishRecording({ recorder, key }: { recorder: PassRecorder; key: Key }): void {
    let passes: RecordedPasses | string;
    try {
      passes = recorder.backward();
    } catch (error) {
      recorder.abandon();
      throw error;
    }
    if (typeof passes === 'string') this.#fail(passes);
    else {
      this.#passes = passes;
      this.#passesKey = key;
      this.#failures = 0;
    }
  }

  #fail(reason: string): void {
    this.#failures += 1;
    if (reason === this.#told) return;
    this.#told = reason;
    debugNote(() => `steps are run op by op, not recorded: ${reason}`);
  }

  /** Closes what a step has left open whose backward pass never came. */
  #settle(): void {
    const pending = this.#pending;
    this.#pending = null;
    if (pending === null) return;
    if (pending.kind === 'eager') pending.loss.dispose();
    else if (pending.kind === 'recording') pending.recorder.abandon();
    else dropReplay(this.#passes!);
  }

  #keyOf(backend: Backend, inputs: readonly Tensor[]): Key {
    const key: unknown[] = [backend];
    for (const { dtype, shape } of inputs) {
      key.push(dtype, shape.length);
      for (const length of shape) key.push(length);
    }
    const more = this.#options.key?.() ?? [];
    for (let i = 0; i < more.length; i++) key.push(more[i]);
    return key;
  }
}

function sameKey(a: Key, b: Key): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return false;
  return true;
}

/**
 * A forward and a backward pass that are recorded when shapes repeat, and from then on replayed as kernels alone: the same
 * bits in less time, above all for small nets.
 *
 * `fn` must do the same each time for inputs of the same shapes: same ops, same leaves, no decisions by numbers. What it reads
 * back or makes of given numbers, and what outlives it, is noticed, and the step is run op by op; at debug level 1 a line says
 * why. Random numbers of generators go on as they would. The first call is run op by op, the second one recorded; other
 * shapes in between, such as a smaller last batch, are run op by op. The buffers of the passes stay until `dispose`.
 *
 * @param fn  the loss of some input tensors
 * @param options  key
 * @returns  the step, with `forward`, `backward` and `dispose`
 * @example
 * const w = tensor([1, 2], { requiresGrad: true });
 * using step = recordedStep((x) => mean(square(mul(x, w))));
 * for (const value of [1, 2, 3]) {
 *   const loss = step.forward(full([2], value));
 *   w.zeroGrad();
 *   step.backward();
 * }
 * w.grad.dataSync(); // [9, 18]
 */
export function recordedStep(fn: LossFunction, options: RecordedStepOptions = {}): RecordedStep {
  return new RecordedStep(fn, options);
}
