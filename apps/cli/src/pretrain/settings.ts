// What decides a pre-training run, and the stack or net that it begins with.
import {
  autoencoder,
  denoisingAutoencoder,
  heNormal,
  initialize,
  rbm,
  unroll,
  xavierUniform,
  type Autoencoder,
  type TiedLayer,
} from 'evenkeel';
import type { DataPair } from '../data.js';
import { UsageError } from '../errors.js';
import type { methodNames } from './methods.js';

export interface PretrainSettings {
  readonly data: DataPair;
  /** Units of the encoder's layers, the last of which is the code. */
  readonly sizes: readonly number[];
  readonly method: (typeof methodNames)[number];
  /** Epochs of pre-training for each layer. */
  readonly epochs: number;
  readonly fineTuneEpochs: number;
  readonly batch: number;
  /** Learning rate of fine-tuning. */
  readonly lr: number;
  readonly seed: number;
}

/** Share of the pixels that a denoising autoencoder does not see. */
const corruption = 0.25;

/** Numbers of an image and units of all layers of the encoder. */
export function widthsOf({ data, sizes }: Pick<PretrainSettings, 'data' | 'sizes'>): number[] {
  return [data.train.shape.reduce((product, length) => product * length, 1), ...sizes];
}

/** The layers to pre-train, logistic but for a linear code; none if nothing is to be. */
export function buildStack(settings: PretrainSettings): TiedLayer[] {
  const { method, seed } = settings;
  if (method === 'none') return [];
  const widths = widthsOf(settings);
  return widths.slice(1).map((units, i) => {
    const hidden = i + 2 === widths.length ? 'gaussian' : 'binary';
    const inputs = widths[i]!;
    const layer =
      method === 'rbm'
        ? rbm(inputs, units, { hidden })
        : denoisingAutoencoder(inputs, units, { hidden, corruption, init: xavierUniform() });
    return initialize(layer, { seed: seed * 1000 + i });
  });
}

/** The net to fine-tune: the unrolled stack, or one with weights drawn at random. */
export function buildNet(settings: PretrainSettings, stack: readonly TiedLayer[]): Autoencoder {
  if (stack.length > 0) return unroll(stack);
  const sizes = widthsOf(settings);
  return initialize(autoencoder({ sizes, init: heNormal() }), { seed: settings.seed });
}

/** Refuses codes that principal components cannot match. */
export function checkSizes(settings: Pick<PretrainSettings, 'data' | 'sizes'>): void {
  const [pixels = 0] = widthsOf(settings);
  const code = settings.sizes.at(-1) ?? 0;
  if (code <= pixels) return;
  throw new UsageError(
    `--sizes must end with a code of at most ${pixels} numbers, the pixels of an image, got ${code}.`,
  );
}

const key = 'evenkeel.autoencoder';

/** How to build the net again, as metadata of its file. */
export function netMetadata(settings: PretrainSettings): Record<string, string> {
  const { method, seed, data } = settings;
  return { [key]: JSON.stringify({ sizes: widthsOf(settings), method, seed, data: data.name }) };
}
