// What can be asked for. Apart from the experiments themselves, which load the whole library before `--help` can answer.
export const experimentNames = [
  'placement',
  'small-batches',
  'normalizations',
  'optimizers',
  'schedules',
  'acceleration',
  'learning-rates',
  'recurrent',
  'weight-scales',
  'symmetry',
  'depth',
  'dying-relu',
  'input-noise',
  'activations',
  'dropout',
  'statistics',
  'pretraining',
  'ensembles',
] as const;

export type ExperimentName = (typeof experimentNames)[number];

/** What an experiment runs on unless told otherwise. */
export interface ExperimentDefaults {
  readonly data: string;
  readonly steps: number;
  /** Images to test with, the first of the set; all unless given. */
  readonly testImages?: number;
}

const usual: ExperimentDefaults = { data: 'digits', steps: 400 };

const defaults: Partial<Record<ExperimentName, ExperimentDefaults>> = {
  acceleration: { data: 'cifar10', steps: 500, testImages: 2000 },
  'learning-rates': { data: 'cifar10', steps: 300, testImages: 2000 },
};

export const defaultsOf = (name: ExperimentName): ExperimentDefaults => defaults[name] ?? usual;

/** A default for people, such as 'digits; acceleration: cifar10'. */
export function defaultText(key: 'data' | 'steps'): string {
  const own = Object.entries(defaults).map(([name, settings]) => `${name}: ${settings[key]}`);
  return [usual[key], ...own].join('; ');
}

/** Which experiments test with fewer images, for people, such as 'acceleration with the first 2,000'. */
export function fewTestsText(): string {
  return Object.entries(defaults)
    .flatMap(([name, { testImages }]) =>
      testImages === undefined
        ? []
        : [`${name} with the first ${testImages.toLocaleString('en-US')}`],
    )
    .join(', of ');
}
