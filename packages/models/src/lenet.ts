// A small convolutional net in the manner of LeNet.
import type { Draw, Layer } from '@evenkeel/layers';
import {
  batchNorm as batchNormLayer,
  conv2d,
  flatten,
  linear,
  maxPool2d,
  relu,
  sequential,
} from '@evenkeel/layers';
import { ArgumentError } from '@evenkeel/tensor';

export interface LenetOptions<In extends number, Classes extends number> {
  /** Channels of the images; default 1. */
  readonly channels?: In;
  /** Height and width of the images, multiples of 4; default [28, 28]. */
  readonly size?: readonly [height: number, width: number];
  /** Outputs; default 10. */
  readonly classes?: Classes;
  /** Whether each convolution has batch norm before its relu; default true. */
  readonly batchNorm?: boolean;
  /** What draws the weights; default that of the layers, heNormal. */
  readonly init?: Draw;
}

/**
 * Convolution 5x5 to 32 channels, batch norm, relu, max pooling 2x2; the same to 64 channels; one linear layer.
 *
 * The convolutions keep the size of the image. With batch norm they have no bias, which beta replaces; the weights have
 * the same names with and without, and so draw the same numbers from the same seed.
 *
 * @param options  channels = 1; size = [28, 28]; classes = 10; batchNorm = true; init
 * @returns  a layer from images [N, H, W, channels] to logits [N, classes]
 * @throws ArgumentError  a size that two poolings do not divide
 * @see LeCun et al. 1998, "Gradient-based learning applied to document recognition"
 * @example
 * lenet().forward(zeros([64, 28, 28, 1])).shape; // [64, 10]
 */
export function lenet<In extends number = 1, Classes extends number = 10>(
  options: LenetOptions<In, Classes> = {},
): Layer<In, Classes> {
  const { channels = 1, size = [28, 28], classes = 10, batchNorm = true, init } = options;
  const [height, width] = size;
  if (height % 4 !== 0 || width % 4 !== 0) {
    throw new ArgumentError({
      op: 'lenet',
      argument: 'size',
      expected: 'multiples of 4',
      received: `[${size.join(', ')}]`,
      hint: 'Pad the images.',
    });
  }
  const weights = init === undefined ? {} : { init };
  const block = <Inputs extends number>(inputs: Inputs, outputs: number) =>
    sequential(
      conv2d(inputs, outputs, { kernel: 5, padding: 2, bias: !batchNorm, ...weights }),
      ...(batchNorm ? [batchNormLayer(outputs)] : []),
      relu(),
      maxPool2d({ kernel: 2 }),
    );
  const features = (height / 4) * (width / 4) * 64;
  return sequential(
    block(channels as In, 32),
    block(32, 64),
    flatten(),
    linear(features, classes as Classes, weights),
  );
}
