/**
 * The training loop, evaluation and checkpoints; runs in browsers. Files are written by @evenkeel/train/node.
 *
 * @module @evenkeel/train
 */
export { earlyStopping, type EarlyStoppingOptions } from './callbacks/early-stopping.js';
export {
  keepBest,
  type BestModel,
  type KeepBest,
  type KeepBestOptions,
} from './callbacks/keep-best.js';
export type { Metric } from './callbacks/metric.js';
export { plateauRate } from './callbacks/plateau-rate.js';
export { CheckpointMismatchError } from './checkpoint/mismatch.js';
export {
  captureRun,
  restoreRun,
  resume,
  type RestoreOptions,
  type Run,
} from './checkpoint/run-state.js';
export type { CheckpointSink, CheckpointSource } from './checkpoint/sink.js';
export { captureWeights, loadWeights } from './checkpoint/weights.js';
export { evaluate, type EvaluateOptions, type Loss, type Model } from './evaluate.js';
export type { AsyncBatchSource, BatchSource, SyncBatchSource } from './fit/batch-source.js';
export type { Callback, CallbackState, TrainingRun } from './fit/callback.js';
export type { Calibration, ReliabilityBin } from './evaluation/calibration.js';
export { cropViews, type CropViewOptions } from './evaluation/crop-views.js';
export type { Batches } from './evaluation/each-batch.js';
export {
  evaluatePredictions,
  type PredictionOptions,
  type PredictionResult,
} from './evaluation/evaluate-predictions.js';
export {
  augmented,
  ensemble,
  predictor,
  type ImageView,
  type Predictor,
  type PredictorOptions,
} from './evaluation/predictor.js';
export { fitTemperature, type TemperatureOptions } from './evaluation/temperature.js';
export { reconstructionError } from './evaluation/reconstruction-error.js';
export type {
  CheckpointEvent,
  EndEvent,
  EndReason,
  EvaluationEvent,
  EvaluationResult,
  StartEvent,
  StepEvent,
  TrainEvent,
} from './fit/events.js';
export { fit, type FitResult } from './fit/fit.js';
export { NonFiniteLossError } from './fit/non-finite.js';
export type { FitOptions } from './fit/options.js';
export { recordedLoss } from './fit/recorded-loss.js';
export { confusionMatrix, type ConfusionMatrix } from './metrics/confusion-matrix.js';
export {
  precisionRecallF1,
  type ClassScores,
  type PrecisionRecallF1,
  type PrecisionRecallF1Options,
  type Scores,
} from './metrics/precision-recall-f1.js';
export { rightAnswers } from './metrics/right-answers.js';
export type { IgnoringOptions, StreamingMetric } from './metrics/streaming-metric.js';
export { topKAccuracy, type TopKAccuracy } from './metrics/top-k-accuracy.js';
export { estimatePopulationStatistics, type PopulationOptions } from './population-statistics.js';
export {
  pretrain,
  type PretrainEpochEvent,
  type PretrainEvent,
  type PretrainOptions,
  type PretrainResult,
  type PretrainStepEvent,
} from './pretrain/pretrain.js';
export type { PretrainRecipe, SelfTaughtLayer } from './pretrain/recipe.js';
export { selfSupervised, type OwnLoss } from './pretrain/self-supervised.js';
export { decodeSafetensors } from './safetensors/decode.js';
export { encodeSafetensors } from './safetensors/encode.js';
export type { SafeArray, SafeFile, SafeTensor } from './safetensors/format.js';
