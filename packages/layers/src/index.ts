/**
 * Layers, containers and what they are made of.
 *
 * @module @evenkeel/layers
 */
export { parallel, Parallel } from './containers/parallel.js';
export { residual, Residual } from './containers/residual.js';
export { sequential, Sequential } from './containers/sequential.js';
export { setFusion, type FusedActivation, type Fusing } from './containers/fusion.js';
export type { InputOf, KeepsChannels, OutputOf } from './core/channels.js';
export type { AffineOptions } from './core/affine.js';
export { initialize } from './core/initialize.js';
export { Layer } from './core/layer.js';
export { inEvaluationMode, preservingMode } from './core/mode.js';
export { Module, type ForwardListener, type ModuleState } from './core/module.js';
export {
  Counter,
  parameter,
  Parameter,
  stateBuffer,
  StateBuffer,
  type Draw,
} from './core/parameter.js';
export type { WeightOptions } from './core/weight-options.js';
export { firstUnrepeatable, passKey } from './core/repeats.js';
export { RandomState } from './core/random-state.js';
export type { LoadOptions, SavedTensor, StateDict } from './core/state-dict.js';
export {
  dataDependentInit,
  type DataDependentInitOptions,
  type DataDependentLayer,
} from './data-driven/data-dependent-init.js';
export type { InitializedModel } from './data-driven/layer-by-layer.js';
export { lsuv, type LsuvLayer, type LsuvOptions } from './data-driven/lsuv.js';
export { foldBatchNorm } from './fold-batch-norm.js';
export * from './layers/activations.js';
export { batchNorm, BatchNorm, type BatchNormOptions } from './layers/batch-norm.js';
export { conv1d, Conv1d, type Conv1dLayerOptions } from './layers/conv1d.js';
export { batchRenorm, BatchRenorm, type BatchRenormLayerOptions } from './layers/batch-renorm.js';
export { conv2d, Conv2d, type Conv2dLayerOptions } from './layers/conv2d.js';
export {
  convTranspose2d,
  ConvTranspose2d,
  type ConvTranspose2dLayerOptions,
} from './layers/conv-transpose2d.js';
export {
  dropout,
  Dropout,
  gaussianNoise,
  GaussianNoise,
  spatialDropout,
  type DropoutLayerOptions,
  type GaussianNoiseOptions,
} from './layers/dropout.js';
export { embedding, Embedding, type EmbeddingOptions } from './layers/embedding.js';
export {
  ghostBatchNorm,
  GhostBatchNorm,
  type GhostBatchNormLayerOptions,
} from './layers/ghost-batch-norm.js';
export { glu, Glu } from './layers/glu.js';
export {
  groupNorm,
  GroupNorm,
  instanceNorm,
  InstanceNorm,
  type GroupNormLayerOptions,
  type InstanceNormLayerOptions,
} from './layers/group-norm.js';
export {
  layerNorm,
  LayerNorm,
  rmsNorm,
  RmsNorm,
  type LayerNormLayerOptions,
  type NormalizedShape,
  type RmsNormLayerOptions,
} from './layers/layer-norm.js';
export { linear, Linear, type LinearOptions } from './layers/linear.js';
export { localResponseNorm, LocalResponseNorm } from './layers/local-response-norm.js';
export { maxout, Maxout, type MaxoutOptions } from './layers/maxout.js';
export * from './layers/pooling.js';
export { prelu, Prelu, type PreluOptions } from './layers/prelu.js';
export { flatten, Flatten } from './layers/shapes.js';
export { upsample2d, Upsample2d } from './layers/upsample2d.js';
export { weightNorm, WeightNorm } from './layers/weight-norm.js';
export { gru, Gru } from './recurrent/gru.js';
export { lstm, Lstm } from './recurrent/lstm.js';
export type { RecurrentNormOptions } from './recurrent/normalization.js';
export { Recurrent, type RecurrentOptions } from './recurrent/recurrent.js';
export { rnn, Rnn, type RnnLayerOptions } from './recurrent/rnn.js';
export { StepBatchNorm } from './recurrent/step-batch-norm.js';
export { summary, type CountsFlops, type Summary, type SummaryRow } from './summary.js';
