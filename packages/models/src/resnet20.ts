// The residual net of 20 layers for small images.
import type { Draw, Layer } from '@evenkeel/layers';
import {
  batchNorm,
  conv2d,
  globalAvgPool,
  linear,
  relu,
  residual,
  sequential,
} from '@evenkeel/layers';
import { SubsampleAndPad } from './subsample-and-pad.js';

export interface Resnet20Options<In extends number, Classes extends number> {
  /** Channels of the images; default 3. */
  readonly channels?: In;
  /** Outputs; default 10. */
  readonly classes?: Classes;
  /** What draws the weights; default that of the layers, heNormal. */
  readonly init?: Draw;
}

/** Channels of the three stages; each but the first halves the image. */
const stages = [16, 32, 64] as const;
const blocksPerStage = 3;

/**
 * ResNet-20 for CIFAR-10: a convolution 3x3 to 16 channels, nine blocks of two convolutions 3x3 each with batch norm and
 * a shortcut (three with 16, 32 and 64 channels), the mean over the image, one linear layer.
 *
 * Shortcuts that widen are those of the paper's option A: every second pixel, zeros in the new channels, no parameters.
 * 269,722 parameters with 3 channels and 10 classes.
 *
 * @param options  channels = 3; classes = 10; init
 * @returns  a layer from images [N, H, W, channels] of any size (32x32 in the paper) to logits [N, classes]
 * @throws ShapeError  forward: images of another number of channels
 * @see He et al. 2016, "Deep residual learning for image recognition", section 4.2
 * @example
 * resnet20().forward(zeros([2, 32, 32, 3])).shape; // [2, 10]
 */
export function resnet20<In extends number = 3, Classes extends number = 10>(
  options: Resnet20Options<In, Classes> = {},
): Layer<In, Classes> {
  const { channels = 3, classes = 10, init } = options;
  const weights = init === undefined ? {} : { init };
  const blocks = stages.flatMap((outputs, stage) =>
    Array.from({ length: blocksPerStage }, (_, i) => {
      const inputs = i === 0 && stage > 0 ? stages[stage - 1]! : outputs;
      return block(inputs, outputs, weights);
    }),
  );
  return sequential(
    conv2d(channels as In, stages[0], { kernel: 3, padding: 1, bias: false, ...weights }),
    batchNorm(stages[0]),
    relu(),
    ...blocks,
    globalAvgPool(),
    linear(stages[2], classes as Classes, weights),
  );
}

/** relu(two convolutions of x + x), with half the pixels where channels are added. */
function block(inputs: number, outputs: number, weights: { readonly init?: Draw }): Layer {
  const widens = inputs !== outputs;
  const common = { kernel: 3, padding: 1, bias: false, ...weights };
  const body = sequential(
    conv2d(inputs, outputs, { ...common, stride: widens ? 2 : 1 }),
    batchNorm(outputs),
    relu(),
    conv2d(outputs, outputs, common),
    batchNorm(outputs),
  );
  const sum = widens ? residual(body, new SubsampleAndPad(inputs, outputs)) : residual(body);
  return sequential(sum, relu());
}
