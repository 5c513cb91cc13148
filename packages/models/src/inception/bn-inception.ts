// BN-Inception: GoogLeNet's successor, with batch norm.
import type { Draw, Layer } from '@evenkeel/layers';
import { conv2d, globalAvgPool, linear, maxPool2d, relu, sequential } from '@evenkeel/layers';
import { convolutionUnit } from '../convolution-unit.js';
import { inceptionBlocks, type BlockSizes } from './block.js';

export interface BnInceptionOptions<In extends number, Classes extends number> {
  /** Channels of the images; default 3. */
  readonly channels?: In;
  /** Outputs; default 1000. */
  readonly classes?: Classes;
  /** Whether each convolution has batch norm before its relu; default true. */
  readonly batchNorm?: boolean;
  /** What draws the weights; default that of the layers, heNormal. */
  readonly init?: Draw;
}

/** Blocks 3a to 5b of figure 5, at 28x28, 14x14 and 7x7 pixels of images of 224x224. */
const table: readonly BlockSizes[] = [
  { single: 64, triple: [64, 64], double: [64, 96], pooled: ['avg', 32] },
  { single: 64, triple: [64, 96], double: [64, 96], pooled: ['avg', 64] },
  { triple: [128, 160], double: [64, 96], pooled: ['max', 0], stride: 2 },
  { single: 224, triple: [64, 96], double: [96, 128], pooled: ['avg', 128] },
  { single: 192, triple: [96, 128], double: [96, 128], pooled: ['avg', 128] },
  { single: 160, triple: [128, 160], double: [128, 160], pooled: ['avg', 96] },
  { single: 96, triple: [128, 192], double: [160, 192], pooled: ['avg', 96] },
  { triple: [128, 192], double: [192, 256], pooled: ['max', 0], stride: 2 },
  { single: 352, triple: [192, 320], double: [160, 224], pooled: ['avg', 128] },
  { single: 352, triple: [192, 320], double: [192, 224], pooled: ['max', 128] },
];

/** Channels of each input channel between the two parts of the first, separable convolution. */
const multiplier = 8;

/**
 * BN-Inception for images of 224x224: a separable convolution 7x7 with stride 2 to 64 channels, max pooling, convolutions 1x1
 * and 3x3 to 192 channels, max pooling, ten inception blocks, the mean over the image, one linear layer. Every convolution
 * is followed by batch norm and relu, and has no bias; the separable one is both of its parts, between which nothing stands.
 *
 * 11,188,288 parameters with 3 channels and 1,000 classes. They are those of the paper's figure 5, where its columns agree:
 * the channels that blocks 4c and 4d give by its second column, 576, ask for 96 behind their poolings, where the last column
 * says 128. The net has no auxiliary classifiers. Poolings round up, so that 112 pixels become 56 and 28. Images of 11x11
 * pixels and more will do.
 *
 * @param options  channels = 3; classes = 1000; batchNorm = true, without which the convolutions have biases; init
 * @returns  a layer from images [N, H, W, channels] to logits [N, classes]
 * @throws ShapeError  forward: images of another number of channels, or smaller than 11x11
 * @see Ioffe & Szegedy 2015, "Batch normalization", figure 5
 * @example
 * const model = bnInception();
 * model.parameters().reduce((sum, { size }) => sum + size, 0); // 11188288
 */
export function bnInception<In extends number = 3, Classes extends number = 1000>(
  options: BnInceptionOptions<In, Classes> = {},
): Layer<In, Classes> {
  const { channels = 3, classes = 1000, batchNorm = true, init } = options;
  const style = { batchNorm, activation: relu, init };
  const weights = init === undefined ? {} : { init };
  const pool = () => maxPool2d({ kernel: 3, stride: 2, ceilMode: true });
  const between = multiplier * channels;
  const { layers, outputs } = inceptionBlocks(192, table, style);
  return sequential(
    conv2d(channels as In, between, {
      kernel: 7,
      stride: 2,
      padding: 3,
      groups: channels,
      bias: false,
      ...weights,
    }),
    convolutionUnit([between, 64], { kernel: 1 }, style),
    pool(),
    convolutionUnit([64, 64], { kernel: 1 }, style),
    convolutionUnit([64, 192], { kernel: 3 }, style),
    pool(),
    ...layers,
    globalAvgPool(),
    linear(outputs, classes as Classes, weights),
  ) as Layer as Layer<In, Classes>;
}
