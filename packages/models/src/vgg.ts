// VGG-16, and a small net after it for images of 32x32.
import type { Draw, Layer } from '@evenkeel/layers';
import { maxPool2d, relu, sequential } from '@evenkeel/layers';
import { classifier, type ClassifierPlan } from './classifier.js';
import { convolutionUnit } from './convolution-unit.js';
import { checkImageSize } from './image-size.js';

export interface VggOptions<In extends number, Classes extends number> {
  /** Channels of the images; default 3. */
  readonly channels?: In;
  /** Outputs; default 1000, of the small net 10. */
  readonly classes?: Classes;
  /** Whether each convolution and each hidden layer has batch norm before its relu; default false, of the small net true. */
  readonly batchNorm?: boolean;
  /** Share of what the two hidden layers give that is dropped in training; default 0.5, with batch norm 0. */
  readonly dropout?: number;
  /** What draws the weights; default that of the layers, heNormal. */
  readonly init?: Draw;
}

export interface VggSmallOptions<In extends number, Classes extends number> extends VggOptions<
  In,
  Classes
> {
  /** Height and width of the images, 17 at least; default [32, 32]. */
  readonly size?: readonly [height: number, width: number];
}

/** Channels of the first stage, of which the others have a multiple. */
const multiples = [
  [1, 1],
  [2, 2],
  [4, 4, 4],
  [8, 8, 8],
  [8, 8, 8],
] as const;

/** What differs between the large net and the small one. */
interface Plan extends ClassifierPlan {
  readonly size: readonly [height: number, width: number];
  /** Channels of the first stage. */
  readonly base: number;
}

/**
 * VGG-16 for images of 224x224: thirteen convolutions 3x3 in five stages of 64, 128, 256, 512 and 512 channels, each of which max
 * pooling 2x2 ends, two hidden layers of 4,096 units with dropout, and one linear layer. 138,357,544 parameters with 3 channels
 * and 1,000 classes.
 *
 * It is sixteen weight matrices one behind the other, and what each of them does to the size of a signal is raised to the
 * sixteenth power: the paper begins with layers of a shallower net that was trained before, and says that Xavier's weights do
 * without. He's weights, the default, keep the variance; batch norm sets it anew in every layer.
 *
 * @param options  channels = 3; classes = 1000; batchNorm = false, as in the paper; dropout = 0.5, or 0 with batch norm; init
 * @returns  a layer from images [N, 224, 224, channels] to logits [N, classes]
 * @throws ArgumentError  a dropout that is not from 0 to 1
 * @throws ShapeError  forward: images of another size or number of channels
 * @see Simonyan & Zisserman 2015, "Very deep convolutional networks for large-scale image recognition", configuration D
 * @example
 * const model = vgg16();
 * model.parameters().reduce((sum, { size }) => sum + size, 0); // 138357544
 */
export function vgg16<In extends number = 3, Classes extends number = 1000>(
  options: VggOptions<In, Classes> = {},
): Layer<In, Classes> {
  return build({
    channels: 3,
    classes: 1000,
    batchNorm: false,
    ...options,
    size: [224, 224],
    base: 64,
    units: 4096,
  }) as Layer<In, Classes>;
}

/**
 * A small net after VGG-16 for images of 32x32: the same sixteen layers with a quarter of the channels, 128 units in a hidden
 * layer, and batch norm unless told otherwise. 956,410 parameters with 3 channels and 10 classes.
 *
 * The weights have the same names with and without batch norm. Poolings of odd images take the last row and column alone.
 *
 * @param options  channels = 3; size = [32, 32]; classes = 10; batchNorm = true; dropout = 0, or 0.5 without batch norm; init
 * @returns  a layer from images [N, H, W, channels] to logits [N, classes]
 * @throws ArgumentError  a size below 17, which five poolings leave nothing of, or a dropout that is not from 0 to 1
 * @throws ShapeError  forward: images of another size or number of channels
 * @see Simonyan & Zisserman 2015, "Very deep convolutional networks for large-scale image recognition"
 * @example
 * vggSmall({ channels: 1, size: [28, 28] }).forward(zeros([2, 28, 28, 1])).shape; // [2, 10]
 */
export function vggSmall<In extends number = 3, Classes extends number = 10>(
  options: VggSmallOptions<In, Classes> = {},
): Layer<In, Classes> {
  const { size = [32, 32] } = options;
  checkImageSize('vggSmall', size, 17);
  return build({
    channels: 3,
    classes: 10,
    batchNorm: true,
    ...options,
    size,
    base: 16,
    units: 128,
  }) as Layer<In, Classes>;
}

function build(plan: Plan): Layer {
  const { channels, size, base, batchNorm, init } = plan;
  const style = { batchNorm, activation: relu, init };
  const widths = multiples.map((stage) => stage.map((multiple) => multiple * base));
  const stages = widths.map((stage, i) => {
    const before = widths[i - 1]?.at(-1) ?? channels;
    const units = stage.map((outputs, j) =>
      convolutionUnit([stage[j - 1] ?? before, outputs], { kernel: 3 }, style),
    );
    return sequential(...units, maxPool2d({ kernel: 2, ceilMode: true })) as Layer;
  });
  const [height, width] = size.map((length) => Math.ceil(length / 2 ** multiples.length)) as [
    number,
    number,
  ];
  return sequential(
    ...stages,
    ...classifier(height * width * widths.at(-1)!.at(-1)!, plan, style),
  ) as Layer;
}
