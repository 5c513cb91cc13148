// The two nets of a race, their optimizer and their batches.
import { loader, type Dataset, type Loader } from '@evenkeel/data';
import { heNormal, normal, xavierUniform } from '@evenkeel/init';
import { initialize, type Draw, type Layer } from '@evenkeel/layers';
import { mlp } from '@evenkeel/models';
import { generator } from '@evenkeel/tensor';
import {
  deviationOf,
  hiddenLayers,
  hiddenUnits,
  type Initialization,
  type RunSettings,
} from '../settings.js';
import type { NetName } from './net-names.js';

/** A data set to learn from and one to be tested on. */
export interface DataPair {
  readonly train: Dataset;
  readonly test: Dataset;
}

/** The batch-norm paper's net for the images of a data set. Nets of one seed start from the same weights. */
export function buildNet(name: NetName, { train }: DataPair, settings: RunSettings): Layer {
  const { activation, init, seed } = settings;
  const inputs = train.shape.reduce((product, length) => product * length, 1);
  const sizes = [inputs, ...hiddenLayers.map(() => hiddenUnits), train.classes];
  const batchNorm = name === 'batch norm';
  return initialize(mlp({ sizes, activation, batchNorm, init: drawOf(init) }), { seed });
}

/** The training batches: step k is the same in every net of a seed. */
export function trainingBatches({ train }: DataPair, { batch, seed }: RunSettings): Loader {
  return loader(train, { batch, generator: generator(seed).fork('batches'), dropLast: true });
}

/** The test images in order. */
export function testBatches({ test }: DataPair): Loader {
  return loader(test, { batch: 500, shuffle: false });
}

function drawOf(init: Initialization): Draw {
  const std = deviationOf(init);
  if (std !== null) return normal({ std });
  return init === 'he' ? heNormal() : xavierUniform();
}
