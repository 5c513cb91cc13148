// A training run's table of settings: enough to do it again.
import { activeBackend } from 'evenkeel';
import type { DataPair } from '../data.js';
import type { JobSettings } from '../train/settings.js';
import { version } from '../version.js';
import { weightNames } from './compare-settings.js';

/** All that decides a run, as names and values. */
export function describeJob(
  settings: JobSettings,
  { train, test }: DataPair,
): Record<string, string> {
  const { spec, data, optimizer, lr, batch, schedule, augment, epochs, steps } = settings;
  const { model, batchNorm, activation, init, seed } = spec;
  const { name, isa, threads } = activeBackend();
  const length = steps === null ? `${epochs} epochs` : `${steps.toLocaleString('en-US')} steps`;
  return {
    network: `${model}${model === 'mlp' ? `, ${activation}` : ''}, ${batchNorm ? 'with' : 'without'} batch norm`,
    weights: weightNames[init],
    data: `${data}: ${train.count.toLocaleString('en-US')} training, ${test.count.toLocaleString('en-US')} test images`,
    ...(augment === null ? {} : { augmentation: augment.join(', ') }),
    optimizer: `${optimizer}, learning rate ${lr}, ${schedule} schedule, batch ${batch}, ${length}`,
    seed: String(seed),
    'back end': `${name} (${isa}), ${threads} threads`,
    versions: `evenkeel ${version}, Node ${process.versions.node}`,
  };
}
