// A training job: what the options of `evenkeel train` come to, and what its files say about it.
import {
  adam,
  constantRate,
  cosineAnnealing,
  generator,
  loader,
  sgd,
  type Loader,
  type Layer,
  type Optimizer,
  type Schedule,
} from 'evenkeel';
import type { DataPair } from '../data.js';
import { UsageError } from '../errors.js';
import { buildModel, type ModelSpec } from '../models/spec.js';

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
  /** Exactly one of them is a number; the other is null. */
  readonly epochs: number | null;
  readonly steps: number | null;
}

export interface Job {
  readonly model: Layer;
  readonly optimizer: Optimizer;
  readonly data: Loader;
  readonly validation: Loader;
  /** Optimizer steps of the whole run. */
  readonly steps: number;
  readonly schedule: Schedule;
}

/** Builds model, optimizer and loaders. */
export function buildJob(settings: JobSettings, { train, test }: DataPair): Job {
  const { spec, lr, batch } = settings;
  const model = buildModel(spec);
  const parameters = model.parameters();
  const batches = generator(spec.seed).fork('batches');
  const data = loader(train, { batch, generator: batches, dropLast: true });
  const steps = settings.steps ?? (settings.epochs ?? 0) * data.length;
  return {
    model,
    optimizer:
      settings.optimizer === 'adam'
        ? adam(parameters, { lr })
        : sgd(parameters, { lr, momentum: settings.optimizer === 'momentum' ? 0.9 : 0 }),
    data,
    validation: loader(test, { batch: 500, shuffle: false }),
    steps,
    schedule:
      settings.schedule === 'cosine' ? cosineAnnealing({ baseLr: lr, steps }) : constantRate({ baseLr: lr }),
  };
}

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
  const saved = flatten(JSON.parse(metadata[key] ?? '{}') as Record<string, unknown>);
  for (const [name, value] of flatten({ ...settings })) {
    const before = saved.get(name);
    if (before !== value) {
      throw new UsageError(
        `--resume: ${name} must be ${String(before)}, as in ${file}, got ${String(value)}. Give the options of the run that was stopped.`,
      );
    }
  }
}

function flatten(record: Record<string, unknown>): Map<string, unknown> {
  const { spec, ...rest } = record;
  return new Map(Object.entries({ ...(spec as Record<string, unknown> | undefined), ...rest }));
}
