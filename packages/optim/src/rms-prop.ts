// RMSprop: steps divided by a running root mean square of the gradient.
import { add, div, mul, sqrt, square, sub } from '@evenkeel/tensor';
import type { Optimizer } from './core/optimizer.js';
import { average, RuleOptimizer, type RuleSettings, type RuleStep } from './core/rule-optimizer.js';
import type { Parameters } from './core/slot.js';
import { checkNumbers } from './settings.js';

export interface RmsPropSettings extends RuleSettings {
  /** Share of the old average that stays; default 0.99. */
  alpha: number;
  /** Added to the root; default 1e-8. */
  eps: number;
  /** Share of the old step that stays; default 0. */
  momentum: number;
  /** Divide by the deviation of the gradient in the place of its root mean square; default false. */
  centered: boolean;
}

/**
 * RMSprop.
 *
 * v = alpha v + (1 - alpha) g^2; u = g / (sqrt(v) + eps); b = momentum * b + u; p -= lr * b.
 * With centered also a = alpha a + (1 - alpha) g, and v - a^2 under the root.
 *
 * @param parameters  model.parameters(), or groups `{ parameters, ...settings }`
 * @param options  lr = 0.01; alpha = 0.99; eps = 1e-8; momentum = 0; centered = false; weightDecay = 0
 * @returns  the optimizer of these parameters
 * @throws ArgumentError  a negative setting, or an alpha of 1 or more
 * @see Hinton 2012, lecture 6e of "Neural networks for machine learning"; Graves 2013 for the centered form
 * @example
 * const p = tensor([1, -2], { requiresGrad: true });
 * const optimizer = rmsProp([p], { lr: 0.01 });
 * sum(square(p)).backward();
 * optimizer.step();
 * p.dataSync(); // [0.9, -1.9]
 */
export function rmsProp(
  parameters: Parameters<RmsPropSettings>,
  options: Partial<RmsPropSettings> = {},
): Optimizer<RmsPropSettings> {
  return new RuleOptimizer('rmsProp', parameters, {
    settings: {
      lr: 0.01,
      alpha: 0.99,
      eps: 1e-8,
      momentum: 0,
      centered: false,
      weightDecay: 0,
      ...options,
    },
    check({ lr, alpha, eps, momentum, weightDecay }) {
      checkNumbers('rmsProp', { lr, eps, momentum, weightDecay }, { min: 0 });
      checkNumbers('rmsProp', { alpha }, { min: 0, below: 1 });
    },
    update,
  });
}

function update({ gradient, slot, settings }: RuleStep<RmsPropSettings>) {
  const { alpha: share, eps, momentum, centered } = settings;
  let power = average(slot, 'v', { share, next: square(gradient) });
  if (centered) power = sub(power, square(average(slot, 'a', { share, next: gradient })));
  const scaled = div(gradient, add(sqrt(power), eps));
  if (momentum === 0) return scaled;
  return slot.replace('buffer', add(mul(slot.tensor('buffer'), momentum), scaled));
}
