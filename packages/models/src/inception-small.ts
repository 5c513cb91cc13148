// A small net of inception blocks, every convolution with batch norm.
import type { Draw, Layer } from '@evenkeel/layers';
import {
  avgPool2d,
  batchNorm,
  conv2d,
  globalAvgPool,
  linear,
  maxPool2d,
  parallel,
  relu,
  sequential,
} from '@evenkeel/layers';

export interface InceptionSmallOptions<In extends number, Classes extends number> {
  /** Channels of the images; default 3. */
  readonly channels?: In;
  /** Outputs; default 10. */
  readonly classes?: Classes;
  /** What draws the weights; default that of the layers, heNormal. */
  readonly init?: Draw;
}

/** Channels inside a block. */
interface BlockSizes {
  readonly inputs: number;
  /** Of the convolution 1x1. */
  readonly single: number;
  /** Of the convolution 1x1 and the 3x3 behind it. */
  readonly triple: readonly [reduced: number, outputs: number];
  /** Of the convolution 1x1 and the two 3x3 behind it, which see 5x5 pixels. */
  readonly double: readonly [reduced: number, outputs: number];
  /** Of the convolution 1x1 behind the average pooling. */
  readonly pooled: number;
}

/**
 * A batch-normalized inception net for images of 32x32: a convolution 3x3 to 64 channels and max pooling, two blocks at
 * 16x16 (224 and 256 channels), max pooling, one block at 8x8 (352 channels), the mean over the image, one linear layer.
 *
 * A block joins a convolution 1x1, one 3x3 and two 3x3 behind a reducing 1x1 each, and average pooling with a
 * projection. Every convolution is followed by batch norm and relu, and has no bias.
 *
 * @param options  channels = 3; classes = 10; init
 * @returns  a layer from images [N, H, W, channels] to logits [N, classes]
 * @throws ShapeError  forward: images of another number of channels
 * @see Ioffe & Szegedy 2015, "Batch normalization", section 4.2.1, whose blocks these are
 * @example
 * inceptionSmall().forward(zeros([2, 32, 32, 3])).shape; // [2, 10]
 */
export function inceptionSmall<In extends number = 3, Classes extends number = 10>(
  options: InceptionSmallOptions<In, Classes> = {},
): Layer<In, Classes> {
  const { channels = 3, classes = 10, init } = options;
  const weights = init === undefined ? {} : { init };
  const convolution = <Inputs extends number>(inputs: Inputs, outputs: number, kernel: number) =>
    sequential(
      conv2d(inputs, outputs, { kernel, padding: (kernel - 1) / 2, bias: false, ...weights }),
      batchNorm(outputs),
      relu(),
    );
  const block = ({ inputs, single, triple, double, pooled }: BlockSizes): Layer =>
    parallel(
      convolution(inputs, single, 1),
      sequential(convolution(inputs, triple[0], 1), convolution(triple[0], triple[1], 3)),
      sequential(
        convolution(inputs, double[0], 1),
        convolution(double[0], double[1], 3),
        convolution(double[1], double[1], 3),
      ),
      sequential(avgPool2d({ kernel: 3, stride: 1, padding: 1 }), convolution(inputs, pooled, 1)),
    );
  return sequential(
    convolution(channels as In, 64, 3),
    maxPool2d({ kernel: 2 }),
    block({ inputs: 64, single: 64, triple: [64, 64], double: [64, 64], pooled: 32 }),
    block({ inputs: 224, single: 64, triple: [64, 96], double: [64, 64], pooled: 32 }),
    maxPool2d({ kernel: 2 }),
    block({ inputs: 256, single: 96, triple: [64, 128], double: [64, 96], pooled: 32 }),
    globalAvgPool(),
    linear(352, classes as Classes, weights),
  );
}
