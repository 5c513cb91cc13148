/**
 * Instruments: what happens inside a net while it trains; runs in browsers.
 *
 * @module @evenkeel/monitor
 */
export { diagnose } from './diagnose/diagnose.js';
export type { Finding, RuleName } from './diagnose/finding.js';
export type { EvaluationPoint, RunHistory } from './history.js';
export type {
  EndEntry,
  EvaluationEntry,
  LogEntry,
  LogSink,
  RunEntry,
  StartEntry,
  StepEntry,
} from './log/entries.js';
export { decodeLog, encodeEntry, type LoggedRun } from './log/lines.js';
export { runLog, RunLog, type RunLogOptions } from './log/run-log.js';
export { monitor, Monitor, type MonitorOptions, type RunEnd, type StepTaken } from './monitor.js';
export type { Model as MonitoredModel } from './probe/undisturbed.js';
export type { ActivationRecord, MonitorRecord, NormRecord, ParameterRecord } from './records.js';
export type { DistributionRecord, Histogram } from './statistics/distribution.js';
