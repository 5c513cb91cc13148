// Public names of @evenkeel/monitor; runs in browsers.
export type { EvaluationPoint, RunHistory } from './history.js';
export {
  monitor,
  Monitor,
  type MonitoredEvent,
  type MonitorOptions,
  type StepTaken,
} from './monitor.js';
export type { Model as MonitoredModel } from './probe/undisturbed.js';
export type { ActivationRecord, MonitorRecord, NormRecord, ParameterRecord } from './records.js';
export type { DistributionRecord, Histogram } from './statistics/distribution.js';
