/// <reference lib="esnext.disposable" preserve="true" />
/**
 * Tensors, automatic differentiation, operations and random numbers. Tensors and scopes are disposable; programs need not
 * ask for that part of the language's types themselves.
 *
 * @module @evenkeel/tensor
 */
export { assign } from './core/assign.js';
export type { BackwardOptions } from './core/backward.js';
export { backend, setBackend, setBackendProvider } from './core/backends.js';
export {
  arange,
  full,
  ones,
  tensor,
  zeros,
  type CreationDType,
  type CreationOptions,
  type NestedNumbers,
  type TensorOptions,
} from './core/create.js';
export { ArgumentError, ShapeError, shownKind, type ArgumentProblem } from './core/errors.js';
export { noGrad } from './core/grad-mode.js';
export { memory } from './core/memory.js';
export { cannotReplay, inEachReplay } from './core/recording.js';
export { Scope, watchLeaks, type Leak } from './core/ownership.js';
export { formatShape, sizeOf, type Shape } from './core/shape.js';
export { Tensor, type TensorDType, type TensorSource, type TypedArray } from './core/tensor.js';
export { keep, tidy } from './core/tidy.js';
export * from './ops/index.js';
export type { Axes, ReduceOptions } from './ops/reduce/axes.js';
export type { Operand } from './ops/binary/operands.js';
export type { Padding, Pair } from './ops/image/window.js';
export type { RecurrentNormalizers, RecurrentWeights } from './ops/recurrent/weights.js';
export {
  batchRenormStatistics,
  type BatchRenormLimits,
  type BatchRenormStatistics,
} from './ops/norm/batch-renorm-statistics.js';
export type { LossOptions, Reduction } from './ops/loss/reduction.js';
export { generator, Generator, type GeneratorState } from './random/generator.js';
export { fromBytes, type FromBytesOptions } from './core/from-bytes.js';
export { KernelDifference } from './debug/compare.js';
export { inLayer } from './debug/layer-path.js';
export { observing } from './core/observer.js';
export { debugNote } from './debug/note.js';
export {
  recordedStep,
  type RecordedStep,
  type RecordedStepOptions,
} from './record/recorded-step.js';
export type { LossFunction } from './record/recorded-loss.js';
export { debugBackend, type DebugLevel } from './debug/level.js';
export { NonFiniteError, withNonFiniteCheck, type NonFinite } from './debug/non-finite.js';
