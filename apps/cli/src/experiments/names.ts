// What can be asked for. Apart from the experiments themselves, which load the whole library before `--help` can answer.
export const experimentNames = [
  'placement',
  'small-batches',
  'normalizations',
  'optimizers',
  'schedules',
  'recurrent',
  'weight-scales',
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
