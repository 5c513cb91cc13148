// What decides a training run, and what its files say about it.
import { UsageError } from '../errors.js';
import type { ModelSpec } from '../models/spec.js';
import type { AugmentName } from './augment-names.js';

export const optimizerNames = ['sgd', 'momentum', 'adam'] as const;
export const scheduleNames = ['cosine', 'constant'] as const;

/** All that decides the weights at the end. */
export interface JobSettings {
  readonly spec: ModelSpec;
  readonly data: string;
  readonly optimizer: (typeof optimizerNames)[number];
  readonly lr: number;
  readonly batch: number;
  /** cosine falls to 0 at the last step. */
  readonly schedule: (typeof scheduleNames)[number];
  /** What is done to the training images; null if nothing is. */
  readonly augment: readonly AugmentName[] | null;
  /** Exactly one of them is a number; the other is null. */
  readonly epochs: number | null;
  readonly steps: number | null;
}

/** Learning rates that train both models well with batch norm. */
export const defaultRates: Readonly<Record<JobSettings['optimizer'], number>> = {
  sgd: 0.5,
  momentum: 0.01,
  adam: 0.001,
};

const key = 'evenkeel.train';

/** The settings as metadata of a checkpoint. */
export function jobMetadata(settings: JobSettings): Record<string, string> {
  return { [key]: JSON.stringify(settings) };
}

/**
 * Refuses to go on from a checkpoint of another job.
 *
 * @throws UsageError  naming the first setting that differs
 */
export function checkSameJob(
  metadata: Readonly<Record<string, string>>,
  settings: JobSettings,
  file: string,
): void {
  const saved = flatten(parse(metadata[key] ?? '', file));
  for (const [name, value] of flatten({ ...settings })) {
    const before = saved.get(name);
    if (shown(before) !== shown(value)) {
      throw new UsageError(
        `--resume: ${optionOf(name)} must be ${shown(before)}, as in ${file}, got ${shown(value)}. ` +
          'Give the options of the run that was stopped.',
      );
    }
  }
}

function parse(text: string, file: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // Said below, as of any other text that is no record.
  }
  throw new UsageError(
    `--resume: ${file} must say in its metadata "${key}" how its run was started, got ${JSON.stringify(text)}. ` +
      'It was not saved by evenkeel train.',
  );
}

function flatten(record: Record<string, unknown>): Map<string, unknown> {
  const { spec, ...rest } = record;
  return new Map(Object.entries({ ...(spec as Record<string, unknown> | undefined), ...rest }));
}

/** Settings that are no option of their own. */
const descriptions: Readonly<Record<string, string>> = {
  batchNorm: 'batch norm',
  shape: 'the shape of the images',
  classes: 'the number of classes',
};
const optionOf = (name: string): string => descriptions[name] ?? `--${name}`;

function shown(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return value === null || value === undefined ? 'absent' : JSON.stringify(value);
}
