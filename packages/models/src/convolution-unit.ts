// A convolution with what stands behind it, as every net here has it.
import type { Conv2dLayerOptions, Draw, Layer } from '@evenkeel/layers';
import { batchNorm as batchNormLayer, conv2d, sequential } from '@evenkeel/layers';

/** What all convolutions of a net have in common. */
export interface UnitStyle {
  /** Whether batch norm stands between a convolution, then without a bias, and its activation. */
  readonly batchNorm: boolean;
  readonly activation: () => Layer;
  /** What draws the weights; that of the layers unless given. */
  readonly init?: Draw | undefined;
}

/** What differs from one to the other. */
export type UnitOptions = Pick<Conv2dLayerOptions, 'kernel' | 'stride' | 'padding' | 'groups'>;

/**
 * Convolution, batch norm if asked, activation. The padding keeps the size of the image, at stride 1, unless given. The weight
 * is named "0.weight" with and without batch norm, and so draws the same numbers from the same seed.
 */
export function convolutionUnit<In extends number, Out extends number>(
  [inputs, outputs]: readonly [In, Out],
  options: UnitOptions,
  { batchNorm, activation, init }: UnitStyle,
): Layer<In, Out, false> {
  const { kernel } = options;
  const padding = typeof kernel === 'number' ? (kernel - 1) / 2 : 0;
  const weights = init === undefined ? {} : { init };
  return sequential(
    conv2d(inputs, outputs, { padding, ...options, bias: !batchNorm, ...weights }),
    ...(batchNorm ? [batchNormLayer(outputs)] : []),
    activation(),
  ) as Layer as Layer<In, Out, false>;
}
