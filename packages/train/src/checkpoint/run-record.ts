// The part of a checkpoint that is no tensor: a JSON text in the metadata of its file.
import { FileFormatError } from '@evenkeel/data';
import { version } from '@evenkeel/kernels';
import type { OptimizerState } from '@evenkeel/optim';
import type { GeneratorState } from '@evenkeel/tensor';
import type { CallbackState } from '../fit/callback.js';
import type { SafeFile } from '../safetensors/format.js';
import { CheckpointMismatchError } from './mismatch.js';
import { firstDifference, type ModuleRecord } from './structure.js';

const key = 'evenkeel.run';

/** Counts up whenever a reader of before would misunderstand what is written now. */
const format = 2;

export interface RunRecord {
  readonly format: number;
  /** Version of evenkeel that wrote it. */
  readonly evenkeel: string;
  readonly model: readonly ModuleRecord[];
  readonly step: number;
  /** Epochs finished. */
  readonly epoch: number;
  readonly data: unknown;
  readonly generators: Readonly<Record<string, GeneratorState>>;
  readonly optimizer: Omit<OptimizerState, 'tensors'>;
  /** By name. */
  readonly callbacks: Readonly<Record<string, CallbackState['values']>>;
}

/** The record as metadata of a file. */
export function recordMetadata(
  record: Omit<RunRecord, 'format' | 'evenkeel'>,
): Record<string, string> {
  return { [key]: JSON.stringify({ format, evenkeel: version, ...record }) };
}

/** Whether a file holds a run, and not weights alone. */
export function holdsRun(content: SafeFile): boolean {
  return Object.hasOwn(content.metadata, key);
}

/**
 * The record of a checkpoint.
 *
 * @throws FileFormatError  weights alone, or another format
 */
export function readRecord(content: SafeFile, file: string): RunRecord {
  const text = content.metadata[key];
  if (text === undefined) {
    throw new FileFormatError({
      op: 'restoreRun',
      file,
      offset: 8,
      rule: `have the state of a run in its metadata "${key}"`,
      received: 'none',
      hint: 'These may be weights alone: load them with loadWeights.',
    });
  }
  const record = JSON.parse(text) as RunRecord;
  if (record.format === format) return record;
  throw new FileFormatError({
    op: 'restoreRun',
    file,
    offset: 8,
    rule: `be of format ${format}`,
    received: `format ${record.format}`,
    hint: 'It was written by another version of evenkeel.',
  });
}

const nevertheless = 'or go on nevertheless with { strict: false }';

/**
 * Refuses what would not go on with the bits of the run that was stopped.
 *
 * @throws CheckpointMismatchError  another version of evenkeel, or a model of other modules
 */
export function checkSameRun(
  record: RunRecord,
  model: readonly ModuleRecord[],
  file: string,
): void {
  if (record.evenkeel !== version) {
    throw new CheckpointMismatchError({
      file,
      rule: `be written by evenkeel ${version}, as is running`,
      received: `evenkeel ${record.evenkeel}`,
      hint: `Another version may give other bits: install that one, ${nevertheless}.`,
    });
  }
  const difference = firstDifference(record.model, model);
  if (difference === null) return;
  throw new CheckpointMismatchError({
    file,
    rule: `be of the model given, which has ${difference.expected}`,
    received: `one that has ${difference.received}`,
    hint: `Build the model as it was saved, ${nevertheless}.`,
  });
}
