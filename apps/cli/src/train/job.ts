// A training job: what the options of `evenkeel train` come to, and what its files say about it.
import { adam, generator, loader, sgd, type Loader, type Layer, type Optimizer } from 'evenkeel';
import type { DataPair } from '../data.js';
import { UsageError } from '../errors.js';
import { buildModel, type ModelSpec } from '../models/spec.js';

export const optimizerNames = ['sgd', 'momentum', 'adam'] as const;

/** All that decides the weights at the end, besides the number of steps. */
export interface JobSettings {
  readonly spec: ModelSpec;
  readonly data: string;
  readonly optimizer: (typeof optimizerNames)[number];
  readonly lr: number;
  readonly batch: number;
}

export interface Job {
  readonly model: Layer;
  readonly optimizer: Optimizer;
  readonly data: Loader;
  readonly validation: Loader;
}

/** Builds model, optimizer and loaders. */
export function buildJob(settings: JobSettings, { train, test }: DataPair): Job {
  const { spec, lr, batch } = settings;
  const model = buildModel(spec);
  const parameters = model.parameters();
  return {
    model,
    optimizer:
      settings.optimizer === 'adam'
        ? adam(parameters, { lr })
        : sgd(parameters, { lr, momentum: settings.optimizer === 'momentum' ? 0.9 : 0 }),
    data: loader(train, { batch, generator: generator(spec.seed).fork('batches'), dropLast: true }),
    validation: loader(test, { batch: 500, shuffle: false }),
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
