// GoogLeNet, the first inception net.
import type { Draw, Layer } from '@evenkeel/layers';
import {
  dropout as dropoutLayer,
  globalAvgPool,
  linear,
  maxPool2d,
  relu,
  sequential,
} from '@evenkeel/layers';
import { convolutionUnit } from '../convolution-unit.js';
import { responseNorm } from '../response-norm.js';
import { inceptionBlocks, type BlockSizes } from './block.js';

export interface GoogLeNetOptions<In extends number, Classes extends number> {
  /** Channels of the images; default 3. */
  readonly channels?: In;
  /** Outputs; default 1000. */
  readonly classes?: Classes;
  /**
   * Whether each convolution has batch norm before its relu, in the place of local response normalization and of dropout;
   * default false.
   */
  readonly batchNorm?: boolean;
  /** Share of what the last layer sees that is dropped in training; default 0.4, with batch norm 0. */
  readonly dropout?: number;
  /** What draws the weights; default that of the layers, heNormal. */
  readonly init?: Draw;
}

/** Blocks 3a and 3b, at 28x28 pixels of images of 224x224. */
const third: readonly BlockSizes[] = [
  { single: 64, triple: [96, 128], five: [16, 32], pooled: ['max', 32] },
  { single: 128, triple: [128, 192], five: [32, 96], pooled: ['max', 64] },
];

/** Blocks 4a to 4e, at 14x14. */
const fourth: readonly BlockSizes[] = [
  { single: 192, triple: [96, 208], five: [16, 48], pooled: ['max', 64] },
  { single: 160, triple: [112, 224], five: [24, 64], pooled: ['max', 64] },
  { single: 128, triple: [128, 256], five: [24, 64], pooled: ['max', 64] },
  { single: 112, triple: [144, 288], five: [32, 64], pooled: ['max', 64] },
  { single: 256, triple: [160, 320], five: [32, 128], pooled: ['max', 128] },
];

/** Blocks 5a and 5b, at 7x7. */
const fifth: readonly BlockSizes[] = [
  { single: 256, triple: [160, 320], five: [32, 128], pooled: ['max', 128] },
  { single: 384, triple: [192, 384], five: [48, 128], pooled: ['max', 128] },
];

/**
 * GoogLeNet (Inception v1) for images of 224x224: a convolution 7x7 with stride 2 to 64 channels, max pooling, convolutions 1x1
 * and 3x3 to 192 channels, max pooling, nine inception blocks with max pooling behind the second and the seventh, the mean
 * over the image, dropout and one linear layer. A block joins a convolution 1x1, one 3x3 and one 5x5 behind a reducing 1x1 each,
 * and max pooling with a projection.
 *
 * 6,998,552 parameters with 3 channels and 1,000 classes: those of the paper's table 1, with a bias in every layer. The two
 * auxiliary classifiers, which the paper trains with and then discards, are left out; they would have 6,379,728 more. Poolings
 * round up, so that 112 pixels become 56, 28, 14 and 7. Local response normalization stands where figure 3 has it. Images of
 * 47x47 pixels and more will do; `inceptionSmall` is the small net of this family.
 *
 * @param options  channels = 3; classes = 1000; batchNorm = false; dropout = 0.4, or 0 with batch norm; init
 * @returns  a layer from images [N, H, W, channels] to logits [N, classes]
 * @throws ArgumentError  a dropout that is not from 0 to 1
 * @throws ShapeError  forward: images of another number of channels, or smaller than 47x47
 * @see Szegedy et al. 2015, "Going deeper with convolutions", table 1
 * @example
 * const model = googLeNet();
 * model.parameters().reduce((sum, { size }) => sum + size, 0); // 6998552
 */
export function googLeNet<In extends number = 3, Classes extends number = 1000>(
  options: GoogLeNetOptions<In, Classes> = {},
): Layer<In, Classes> {
  const { channels = 3, classes = 1000, batchNorm = false, init } = options;
  const { dropout = batchNorm ? 0 : 0.4 } = options;
  const style = { batchNorm, activation: relu, init };
  const pool = () => maxPool2d({ kernel: 3, stride: 2, ceilMode: true });
  const normalization = () => (batchNorm ? [] : [responseNorm()]);
  const early = inceptionBlocks(192, third, style);
  const middle = inceptionBlocks(early.outputs, fourth, style);
  const late = inceptionBlocks(middle.outputs, fifth, style);
  return sequential(
    convolutionUnit([channels as In, 64], { kernel: 7, stride: 2 }, style),
    sequential(pool(), ...normalization()),
    convolutionUnit([64, 64], { kernel: 1 }, style),
    convolutionUnit([64, 192], { kernel: 3 }, style),
    sequential(...normalization(), pool()),
    ...early.layers,
    pool(),
    ...middle.layers,
    pool(),
    ...late.layers,
    sequential(globalAvgPool(), ...(dropout === 0 ? [] : [dropoutLayer({ rate: dropout })])),
    linear(late.outputs, classes as Classes, init === undefined ? {} : { init }),
  ) as Layer as Layer<In, Classes>;
}
