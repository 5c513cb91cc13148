// A forward and a backward pass that are recorded once and then replayed: the kernels alone, without the ops, the tape and
// the tensors that led to them.
import type { Backend, Handle, Program, Recorder } from '@evenkeel/kernels';
import { ArgumentError } from '../core/errors.js';
import { setRecording, type Draw, type Recording } from '../core/recording.js';
import { Scope } from '../core/ownership.js';
import type { Shape } from '../core/shape.js';
import { Tensor } from '../core/tensor.js';
import { Value } from '../core/value.js';

/** Computes a loss from the tensors of a batch. */
export type LossFunction = (...inputs: Tensor[]) => Tensor;

/** A buffer that is another one in each replay, and the words that name it. */
interface Bound {
  readonly forward: readonly number[];
  readonly backward: readonly number[];
}

interface BoundGradient extends Bound {
  readonly leaf: Tensor;
  /** The buffer of this replay, once it is there. */
  value: Value | null;
}

/** Words of a counter, and the draw that they come from. */
interface BoundDraw {
  readonly draw: Draw;
  readonly forward: readonly number[];
  readonly backward: readonly number[];
}

/** Both passes, as kernels see them. */
export interface RecordedPasses {
  readonly recorder: Recorder;
  readonly backend: Backend;
  readonly forward: Program;
  readonly backward: Program;
  readonly inputs: readonly Bound[];
  readonly loss: Bound & { readonly shape: Shape; readonly op: string };
  readonly gradients: readonly BoundGradient[];
  readonly draws: readonly BoundDraw[];
  readonly effects: readonly (() => void)[];
}

/** Records both passes, one after the other. */
export class PassRecorder {
  readonly #backend: Backend;
  readonly #recorder: Recorder;
  readonly #notes: Recording;
  #forward: Program | null = null;
  #inputs: readonly Tensor[] = [];
  #loss: Tensor | null = null;

  /** Null if the back end does not record. */
  static begin(backend: Backend): PassRecorder | null {
    const recorder = backend.record();
    return recorder === null ? null : new PassRecorder(backend, recorder);
  }

  private constructor(backend: Backend, recorder: Recorder) {
    this.#backend = backend;
    this.#recorder = recorder;
    const refuse = (reason: string): void => recorder.refuse(reason);
    this.#notes = { effects: [], draws: [], leaves: new Set(), refuse };
  }

  /** Runs the forward pass; what it makes but the loss is freed as soon as gradients allow. */
  forward(fn: LossFunction, inputs: readonly Tensor[]): Tensor {
    this.#inputs = inputs;
    const scope = new Scope();
    try {
      const { result, program } = this.#record(() => fn(...inputs));
      this.#forward = program;
      this.#loss = scope.keep(result);
      return result;
    } finally {
      // Frees while nothing is recorded belong to the recording all the same.
      scope[Symbol.dispose]();
    }
  }

  /** Runs the backward pass; gives what was recorded, or why it cannot be replayed. */
  backward(): RecordedPasses | string {
    const loss = this.#loss!;
    const { program } = this.#record(() => loss.backward());
    const passes = this.#finish(this.#forward!, program, loss);
    this.#recorder.close();
    if (typeof passes === 'string') this.#recorder.dispose();
    return passes;
  }

  /** After an error, or if no backward pass came. */
  abandon(): void {
    this.#recorder.close();
    this.#recorder.dispose();
  }

  #record<T>(work: () => T): { result: T; program: Program } {
    this.#recorder.start();
    setRecording(this.#notes);
    let program: Program;
    let result: T;
    try {
      result = work();
    } finally {
      setRecording(null);
      program = this.#recorder.stop();
    }
    return { result, program };
  }

  #finish(forward: Program, backward: Program, loss: Tensor): RecordedPasses | string {
    if (this.#recorder.refusal !== null) return this.#recorder.refusal;
    const bind = (handle: Handle): Bound => ({
      forward: forward.placesOf(handle),
      backward: backward.placesOf(handle),
    });
    if (new Set(this.#inputs.map((input) => input.handle)).size < this.#inputs.length) {
      return 'two inputs of the step share their numbers';
    }
    const gradients: BoundGradient[] = [];
    const leaving = new Set<Handle>([loss.handle]);
    for (const leaf of this.#notes.leaves) {
      if (leaf.grad === null) continue;
      if (this.#inputs.includes(leaf)) return 'an input of the step requires grad';
      gradients.push({ leaf, value: null, ...bind(leaf.grad.handle) });
      leaving.add(leaf.grad.handle);
    }
    const live = this.#recorder.live();
    if (!live.includes(loss.handle)) return 'the loss is no result of the step';
    if (live.some((handle) => !leaving.has(handle))) return 'a tensor made in the step outlives it';
    const draws = boundDraws(this.#notes.draws, forward, backward);
    if (typeof draws === 'string') return draws;
    const { shape, op } = loss;
    return {
      recorder: this.#recorder,
      backend: this.#backend,
      forward,
      backward,
      inputs: this.#inputs.map((input) => bind(input.handle)),
      loss: { shape, op, ...bind(loss.handle) },
      gradients,
      draws,
      effects: this.#notes.effects,
    };
  }
}

/** Finds the counters of each draw in the words; both passes may use the same one. */
function boundDraws(
  draws: readonly Draw[],
  forward: Program,
  backward: Program,
): BoundDraw[] | string {
  const byStart = new Map<string, { draw: Draw; forward: number[]; backward: number[] }>();
  for (const draw of draws) {
    const key = countersOf(draw).join();
    if (byStart.has(key)) return 'two generators of the step stand at the same place';
    byStart.set(key, { draw, forward: [], backward: [] });
  }
  for (const pass of ['forward', 'backward'] as const) {
    const program = pass === 'forward' ? forward : backward;
    for (const at of program.counters) {
      const found = byStart.get(program.words.subarray(at, at + 6).join());
      if (found === undefined) return 'random numbers come from no generator of the step';
      found[pass].push(at);
    }
  }
  return [...byStart.values()];
}

/** In the order of the fields of kernels. */
function countersOf({ start }: Pick<Draw, 'start'>): number[] {
  const { seedLow, seedHigh, streamLow, streamHigh, blockLow, blockHigh } = start;
  return [seedLow, seedHigh, streamLow, streamHigh, blockLow, blockHigh];
}

/** Replays the forward pass for other inputs of the same shapes; gives the loss, without a graph. */
export function replayForward(passes: RecordedPasses, inputs: readonly Tensor[]): Tensor {
  const { forward, backward, backend, loss, effects } = passes;
  passes.inputs.forEach((bound, i) => rebind(passes, bound, inputs[i]!.handle));
  for (const { draw, ...places } of passes.draws) {
    const { generator, count } = draw;
    const counters = countersOf({ start: generator.take(count) });
    for (const at of places.forward) forward.words.set(counters, at);
    for (const at of places.backward) backward.words.set(counters, at);
  }
  for (const effect of effects) effect();
  // A gradient whose buffer also served in the forward pass must be there now.
  for (const gradient of passes.gradients)
    if (gradient.forward.length > 0) bindGradient(passes, gradient);
  const value = new Value(backend, 'float', loss.shape);
  rebind(passes, loss, value.handle);
  const result = new Tensor({ shape: loss.shape, value, op: loss.op });
  forward.run();
  return result;
}

/** Replays the backward pass behind `replayForward` and adds the gradients to the leaves. */
export function replayBackward(passes: RecordedPasses): void {
  for (const gradient of passes.gradients)
    if (gradient.value === null) bindGradient(passes, gradient);
  passes.backward.run();
  for (const gradient of passes.gradients) {
    const { leaf, value } = gradient;
    leaf.receiveGradient(value!);
    value!.release();
    gradient.value = null;
  }
}

/** Frees what a replay has left over whose backward pass did not come. */
export function dropReplay(passes: RecordedPasses): void {
  for (const gradient of passes.gradients) {
    gradient.value?.release();
    gradient.value = null;
  }
}

function bindGradient(passes: RecordedPasses, gradient: BoundGradient): void {
  gradient.value = new Value(passes.backend, 'float', gradient.leaf.shape);
  rebind(passes, gradient, gradient.value.handle);
}

function rebind({ forward, backward }: RecordedPasses, bound: Bound, handle: Handle): void {
  for (let i = 0; i < bound.forward.length; i++) forward.words[bound.forward[i]!] = handle;
  for (let i = 0; i < bound.backward.length; i++) backward.words[bound.backward[i]!] = handle;
}

/** Refuses a backward pass that has no forward pass before it. */
export function refuseOrder(op: string): never {
  throw new ArgumentError({
    op,
    argument: 'backward',
    expected: 'called once after each forward()',
    received: 'a call without one',
  });
}
