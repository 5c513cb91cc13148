// What a log of a run is made of.
import type { EvaluationPoint } from '../history.js';
import type { MonitorRecord } from '../records.js';

/** How the run was set up: the first entry of each start. */
export interface RunEntry {
  readonly kind: 'run';
  readonly schema: 1;
  /** ISO 8601. */
  readonly date: string;
  /** Names and values for people: configuration, seed, versions. */
  readonly settings: Readonly<Record<string, string>>;
}

/** The run starts after `step` steps; what an earlier start has logged of later ones no longer counts. */
export interface StartEntry {
  readonly kind: 'start';
  readonly step: number;
}

/** Steps that were taken, up to `step`. */
export interface StepEntry {
  readonly kind: 'step';
  readonly step: number;
  /** Mean since the entry before. */
  readonly loss: number;
  readonly lr: number;
  readonly samplesPerSecond: number;
}

export interface EvaluationEntry extends EvaluationPoint {
  readonly kind: 'evaluation';
}

export interface EndEntry {
  readonly kind: 'end';
  readonly step: number;
  /** 'finished', 'stopped', 'aborted' or 'failed'. */
  readonly reason: string;
  readonly why: string | null;
}

export type LogEntry =
  RunEntry | StartEntry | StepEntry | EvaluationEntry | MonitorRecord | EndEntry;

/** Takes entries as they come. */
export interface LogSink {
  write(entry: LogEntry): void;
}
