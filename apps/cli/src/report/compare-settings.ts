// The comparison's table of settings: enough to do the run again.
import { activeBackend } from 'evenkeel';
import type { ComparisonResult } from '../compare/result.js';
import type { RunSettings } from '../compare/run.js';
import { gaussianDeviation } from '../models/spec.js';
import { timeTaken } from '../terminal/progress.js';
import { version } from '../version.js';
import type { Setting } from './document.js';

/** How weights are drawn, for people. */
export const weightNames = {
  normal: `Gaussian, deviation ${gaussianDeviation}`,
  xavier: 'Xavier uniform',
  he: 'He normal',
} as const;

/** All that decides a comparison, as names and values. */
export function describeRun(settings: RunSettings, result: ComparisonResult): Setting[] {
  const { data, activation, init, batch, lr, steps, seed } = settings;
  const { isa, threads } = activeBackend();
  const { shape, classes } = data.train;
  const inputs = shape[0] * shape[1] * shape[2];
  return Object.entries({
    network: `${inputs}-100-100-100-${classes}, ${activation}, with and without batch norm before each ${activation}`,
    weights: `${weightNames[init]}, the same in both nets; biases 0`,
    data: `${data.name}: ${data.train.count.toLocaleString('en-US')} training, ${data.test.count.toLocaleString('en-US')} test images`,
    optimizer: `SGD, learning rate ${lr}, batch ${batch}, ${steps.toLocaleString('en-US')} steps`,
    seed: String(seed),
    'back end': `${result.backend} (${isa}), ${threads} threads`,
    time: timeTaken(result.seconds),
    versions: `evenkeel ${version}, Node ${process.versions.node}`,
    command: commandOf(settings),
  }).map(([name, value]) => ({ name, value }));
}

function commandOf(settings: RunSettings): string {
  const { data, steps, every, batch, lr, seed, activation, init } = settings;
  const options = Object.entries({
    data: /^[\w./-]+$/.test(data.name)
      ? data.name
      : `'${data.name.replaceAll("'", String.raw`'\''`)}'`,
    steps,
    every,
    batch,
    lr,
    seed,
    activation,
    init,
  });
  return `evenkeel compare ${options.map(([name, value]) => `--${name} ${value}`).join(' ')}`;
}
