// AlexNet, and a small net after it for images of 32x32.
import type { Draw, Layer } from '@evenkeel/layers';
import { maxPool2d, relu, sequential } from '@evenkeel/layers';
import { classifier, type ClassifierPlan } from './classifier.js';
import { convolutionUnit, type UnitOptions } from './convolution-unit.js';
import { checkImageSize } from './image-size.js';
import { responseNorm } from './response-norm.js';

export interface AlexNetOptions<In extends number, Classes extends number> {
  /** Channels of the images; default 3. */
  readonly channels?: In;
  /** Outputs; default 1000, of the small net 10. */
  readonly classes?: Classes;
  /**
   * Whether batch norm stands behind each convolution and each hidden layer, in the place of local response normalization and of
   * dropout; default false, of the small net true.
   */
  readonly batchNorm?: boolean;
  /** Share of what the two hidden layers give that is dropped in training; default 0.5, with batch norm 0. */
  readonly dropout?: number;
  /** What draws the weights; default that of the layers, heNormal. */
  readonly init?: Draw;
}

export interface AlexNetSmallOptions<
  In extends number,
  Classes extends number,
> extends AlexNetOptions<In, Classes> {
  /** Height and width of the images, 15 at least; default [32, 32]. */
  readonly size?: readonly [height: number, width: number];
}

/** What differs between the large net and the small one. */
interface Plan extends ClassifierPlan {
  readonly first: UnitOptions;
  /** Channels of the five convolutions. */
  readonly convolutions: readonly [number, number, number, number, number];
  /** Pixels that the last pooling leaves. */
  readonly pixels: number;
}

/**
 * AlexNet for images of 227x227: convolutions 11x11 with stride 4 to 96 channels, 5x5 to 256, and three of 3x3 to 384, 384
 * and 256, max pooling 3x3 with stride 2 behind the first, the second and the fifth, two hidden layers of 4,096 units with
 * dropout, and one linear layer. 60,965,224 parameters with 3 channels and 1,000 classes.
 *
 * The second, fourth and fifth convolution are in two groups, each of which saw only the channels of its own graphics card in
 * the paper. Local response normalization of 5 channels, k = 2, alpha = 1e-4 and beta = 0.75 stands behind the relu of the
 * first two. The paper says 224x224, which its first layer, 55x55 without padding, does not come from: 227x227 does.
 *
 * @param options  channels = 3; classes = 1000; batchNorm = false; dropout = 0.5, or 0 with batch norm; init, which in the
 *     paper was Gaussian of deviation 0.01
 * @returns  a layer from images [N, 227, 227, channels] to logits [N, classes]
 * @throws ArgumentError  a dropout that is not from 0 to 1
 * @throws ShapeError  forward: images of another size or number of channels
 * @see Krizhevsky et al. 2012, "ImageNet classification with deep convolutional neural networks"
 * @example
 * const model = alexNet();
 * model.parameters().reduce((sum, { size }) => sum + size, 0); // 60965224
 */
export function alexNet<In extends number = 3, Classes extends number = 1000>(
  options: AlexNetOptions<In, Classes> = {},
): Layer<In, Classes> {
  return build({
    channels: 3,
    classes: 1000,
    batchNorm: false,
    ...options,
    first: { kernel: 11, stride: 4, padding: 0 },
    convolutions: [96, 256, 384, 384, 256],
    pixels: 6 * 6,
    units: 4096,
  }) as Layer<In, Classes>;
}

/**
 * A small net after AlexNet for images of 32x32: the same layers in the same order, but that the first convolution is 5x5
 * without a stride, channels are 64, 128, 192, 192 and 128, and a hidden layer has 256 units. 970,314 parameters
 * with batch norm, 3 channels and 10 classes.
 *
 * With batch norm, which is the default, local response normalization and dropout are left out, as Ioffe & Szegedy 2015 do
 * with GoogLeNet. The weights have the same names with and without.
 *
 * @param options  channels = 3; size = [32, 32]; classes = 10; batchNorm = true; dropout = 0, or 0.5 without batch norm; init
 * @returns  a layer from images [N, H, W, channels] to logits [N, classes]
 * @throws ArgumentError  a size below 15, which three poolings leave nothing of, or a dropout that is not from 0 to 1
 * @throws ShapeError  forward: images of another size or number of channels
 * @see Krizhevsky et al. 2012, "ImageNet classification with deep convolutional neural networks"
 * @example
 * alexNetSmall().forward(zeros([2, 32, 32, 3])).shape; // [2, 10]
 */
export function alexNetSmall<In extends number = 3, Classes extends number = 10>(
  options: AlexNetSmallOptions<In, Classes> = {},
): Layer<In, Classes> {
  const { size = [32, 32] } = options;
  checkImageSize('alexNetSmall', size, 15);
  const pooled = (length: number): number => Math.floor((length - 1) / 2);
  const [height, width] = size.map((length) => pooled(pooled(pooled(length)))) as [number, number];
  return build({
    channels: 3,
    classes: 10,
    batchNorm: true,
    ...options,
    first: { kernel: 5 },
    convolutions: [64, 128, 192, 192, 128],
    pixels: height * width,
    units: 256,
  }) as Layer<In, Classes>;
}

function build(plan: Plan): Layer {
  const { channels, batchNorm, init } = plan;
  const style = { batchNorm, activation: relu, init };
  const [first, second, third, fourth, fifth] = plan.convolutions;
  const halves = (inputs: number, outputs: number, kernel: number): Layer =>
    convolutionUnit([inputs, outputs], { kernel, groups: 2 }, style);
  const pool = (): Layer => maxPool2d({ kernel: 3, stride: 2 });
  const normalized = (unit: Layer): Layer =>
    sequential(unit, ...(batchNorm ? [] : [responseNorm()]), pool()) as Layer;
  return sequential(
    normalized(convolutionUnit([channels, first], plan.first, style)),
    normalized(halves(first, second, 5)),
    convolutionUnit([second, third], { kernel: 3 }, style),
    halves(third, fourth, 3),
    sequential(halves(fourth, fifth, 3), pool()),
    ...classifier(plan.pixels * fifth, plan, style),
  ) as Layer;
}
