// A training job: what the settings of `evenkeel train` come to.
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
import { testLoader, type DataPair } from '../data.js';
import { buildModel } from '../models/build.js';
import { augmentation } from './augment.js';
import type { JobSettings } from './settings.js';

export interface Job {
  readonly model: Layer;
  readonly optimizer: Optimizer;
  readonly data: Loader;
  readonly validation: Loader;
  /** Optimizer steps of the whole run. */
  readonly steps: number;
  readonly schedule: Schedule;
}

/** Builds model, optimizer, schedule and loaders. */
export function buildJob(settings: JobSettings, { train, test }: DataPair): Job {
  const { spec, lr, batch } = settings;
  const model = buildModel(spec);
  const parameters = model.parameters();
  const batches = generator(spec.seed).fork('batches');
  const { augment } = settings;
  const data = loader(train, {
    batch,
    generator: batches,
    dropLast: true,
    ...(augment === null ? {} : { transform: augmentation(augment, spec.shape) }),
  });
  const steps = settings.steps ?? (settings.epochs ?? 0) * data.length;
  const cosine = settings.schedule === 'cosine';
  return {
    model,
    optimizer:
      settings.optimizer === 'adam'
        ? adam(parameters, { lr })
        : sgd(parameters, { lr, momentum: settings.optimizer === 'momentum' ? 0.9 : 0 }),
    data,
    validation: testLoader(test),
    steps,
    schedule: cosine ? cosineAnnealing({ baseLr: lr, steps }) : constantRate({ baseLr: lr }),
  };
}
