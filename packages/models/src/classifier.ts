// The fully connected end that AlexNet and VGG-16 have in common, and what both leave open.
import type { Draw, Layer } from '@evenkeel/layers';
import { flatten, linear } from '@evenkeel/layers';
import type { UnitStyle } from './convolution-unit.js';
import { hiddenUnit } from './hidden-unit.js';

/** What a net that ends in a classifier leaves open. */
export interface ClassifierPlan {
  readonly channels: number;
  readonly classes: number;
  /** Units of a hidden layer. */
  readonly units: number;
  readonly batchNorm: boolean;
  readonly dropout?: number | undefined;
  readonly init?: Draw | undefined;
}

/** Two hidden layers and a linear one behind images of so many numbers; dropout is 0.5 unless given, with batch norm 0. */
export function classifier(inputs: number, plan: ClassifierPlan, style: UnitStyle): Layer[] {
  const { classes, units, batchNorm, init, dropout = batchNorm ? 0 : 0.5 } = plan;
  return [
    flatten(),
    hiddenUnit([inputs, units], style, dropout),
    hiddenUnit([units, units], style, dropout),
    linear(units, classes, init === undefined ? {} : { init }),
  ] as Layer[];
}
