// A small net of inception blocks.
import type { Draw, Layer } from '@evenkeel/layers';
import {
  dropout as dropoutLayer,
  globalAvgPool,
  linear,
  maxPool2d,
  sequential,
} from '@evenkeel/layers';
import { activationOf, type ActivationChoice } from '../activation.js';
import { convolutionUnit } from '../convolution-unit.js';
import { responseNorm } from '../response-norm.js';
import { scaledBy } from '../scaled-width.js';
import { inceptionBlocks, type BlockSizes, type Reduced } from './block.js';

type SmallSizes = Required<Pick<BlockSizes, 'single' | 'triple' | 'double' | 'pooled'>>;

export interface InceptionSmallOptions<In extends number, Classes extends number> {
  /** Channels of the images; default 3. */
  readonly channels?: In;
  /** Outputs; default 10. */
  readonly classes?: Classes;
  /** Factor on all channels inside; default 1. */
  readonly width?: number;
  /** Whether each convolution has batch norm before its activation; default true. */
  readonly batchNorm?: boolean;
  /** A name, or a function that makes the layer; default 'relu'. */
  readonly activation?: ActivationChoice;
  /** Whether the first pooling has local response normalization behind it, as in GoogLeNet; default false. */
  readonly localResponseNorm?: boolean;
  /** Share of what the last layer sees that is dropped in training; default 0. GoogLeNet has 0.4. */
  readonly dropout?: number;
  /** What draws the weights; default that of the layers, heNormal. */
  readonly init?: Draw;
}

/** Channels of the first convolution. */
const stem = 64;

/** Blocks at 16x16 pixels of images of 32x32. */
const early: readonly SmallSizes[] = [
  { single: 64, triple: [64, 64], double: [64, 64], pooled: ['avg', 32] },
  { single: 64, triple: [64, 96], double: [64, 64], pooled: ['avg', 32] },
];

/** At 8x8. */
const late: readonly SmallSizes[] = [
  { single: 96, triple: [64, 128], double: [64, 96], pooled: ['avg', 32] },
];

/**
 * An inception net for images of 32x32, batch-normalized unless told otherwise: a convolution 3x3 to 64 channels and max
 * pooling, two blocks at 16x16 (224 and 256 channels), max pooling, one block at 8x8 (352 channels), the mean over the image,
 * one linear layer.
 *
 * A block joins a convolution 1x1, one 3x3 and two 3x3 behind a reducing 1x1 each, and average pooling with a
 * projection. Every convolution is followed by batch norm and relu, and has no bias. Without batch norm it has one, and
 * the weights keep their names, and so draw the same numbers from the same seed.
 *
 * @param options  channels = 3; classes = 10; width = 1; batchNorm = true; activation = 'relu'; localResponseNorm = false;
 *     dropout = 0; init
 * @returns  a layer from images [N, H, W, channels] to logits [N, classes]
 * @throws ArgumentError  a width that is not above 0, a dropout that is not from 0 to 1, an unknown activation
 * @throws ShapeError  forward: images of another number of channels, or smaller than 4x4
 * @see Ioffe & Szegedy 2015, "Batch normalization", section 4.2.1, whose blocks these are
 * @example
 * inceptionSmall().forward(zeros([2, 32, 32, 3])).shape; // [2, 10]
 */
export function inceptionSmall<In extends number = 3, Classes extends number = 10>(
  options: InceptionSmallOptions<In, Classes> = {},
): Layer<In, Classes> {
  const { channels = 3, classes = 10, width = 1, batchNorm = true, init } = options;
  const { activation = 'relu', localResponseNorm = false, dropout = 0 } = options;
  const scaled = scaledBy('inceptionSmall', width);
  const style = { batchNorm, activation: activationOf('inceptionSmall', activation), init };
  const at = (table: readonly SmallSizes[]) => table.map((sizes) => ofWidth(sizes, scaled));
  const first = inceptionBlocks(scaled(stem), at(early), style);
  const second = inceptionBlocks(first.outputs, at(late), style);
  return sequential(
    convolutionUnit([channels as In, scaled(stem)], { kernel: 3 }, style),
    localResponseNorm
      ? sequential(maxPool2d({ kernel: 2 }), responseNorm())
      : maxPool2d({ kernel: 2 }),
    ...first.layers,
    maxPool2d({ kernel: 2 }),
    ...second.layers,
    dropout === 0 ? globalAvgPool() : sequential(globalAvgPool(), dropoutLayer({ rate: dropout })),
    linear(second.outputs, classes as Classes, init === undefined ? {} : { init }),
  ) as Layer as Layer<In, Classes>;
}

function ofWidth(
  { single, triple, double, pooled }: SmallSizes,
  scaled: (channels: number) => number,
): BlockSizes {
  const both = ([reduced, outputs]: Reduced): Reduced => [scaled(reduced), scaled(outputs)];
  return {
    single: scaled(single),
    triple: both(triple),
    double: both(double),
    pooled: [pooled[0], scaled(pooled[1])],
  };
}
