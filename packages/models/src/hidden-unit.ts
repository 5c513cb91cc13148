// A fully connected hidden layer with what stands behind it, as multi-layer perceptrons and the classifiers of AlexNet and VGG have it.
import type { Layer } from '@evenkeel/layers';
import { batchNorm as batchNormLayer, dropout, linear, sequential } from '@evenkeel/layers';
import type { UnitStyle } from './convolution-unit.js';

/** Linear, batch norm if asked, activation, dropout if its rate is not 0. The weight is named "0.weight" in all cases. */
export function hiddenUnit(
  [inputs, units]: readonly [number, number],
  { batchNorm, activation, init }: UnitStyle,
  rate = 0,
): Layer {
  return sequential(
    linear(inputs, units, { bias: !batchNorm, ...(init === undefined ? {} : { init }) }),
    ...(batchNorm ? [batchNormLayer(units)] : []),
    activation(),
    ...(rate === 0 ? [] : [dropout({ rate })]),
  ) as Layer;
}
