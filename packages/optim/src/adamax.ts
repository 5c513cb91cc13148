// Adamax: Adam with the largest gradient so far in the place of the root mean square.
import { abs, add, div, maximum, mul } from '@evenkeel/tensor';
import type { Optimizer } from './core/optimizer.js';
import { average, RuleOptimizer, type RuleSettings } from './core/rule-optimizer.js';
import type { Parameters } from './core/slot.js';
import { checkNumbers } from './settings.js';

export interface AdamaxSettings extends RuleSettings {
  /** Share of the old average of the gradient that stays; default 0.9. */
  beta1: number;
  /** What the old maximum is multiplied by; default 0.999. */
  beta2: number;
  /** Added to the size of the gradient; default 1e-8. */
  eps: number;
}

/**
 * Adamax.
 *
 * m = beta1 m + (1 - beta1) g; u = max(beta2 u, |g| + eps); p -= lr / (1 - beta1^t) * m / u.
 *
 * @param parameters  model.parameters(), or groups `{ parameters, ...settings }`
 * @param options  lr = 0.002; beta1 = 0.9; beta2 = 0.999; eps = 1e-8; weightDecay = 0
 * @returns  the optimizer of these parameters
 * @throws ArgumentError  a negative setting, or a beta of 1 or more
 * @see Kingma & Ba 2015, "Adam: a method for stochastic optimization", section 7
 * @example
 * const p = tensor([1, -2], { requiresGrad: true });
 * const optimizer = adamax([p], { lr: 0.1 });
 * sum(square(p)).backward();
 * optimizer.step();
 * p.dataSync(); // [0.9, -1.9]
 */
export function adamax(
  parameters: Parameters<AdamaxSettings>,
  options: Partial<AdamaxSettings> = {},
): Optimizer<AdamaxSettings> {
  return new RuleOptimizer('adamax', parameters, {
    settings: { lr: 0.002, beta1: 0.9, beta2: 0.999, eps: 1e-8, weightDecay: 0, ...options },
    check({ lr, beta1, beta2, eps, weightDecay }) {
      checkNumbers('adamax', { lr, eps, weightDecay }, { min: 0 });
      checkNumbers('adamax', { beta1, beta2 }, { min: 0, below: 1 });
    },
    update({ gradient, slot, settings: { beta1, beta2, eps }, t }) {
      const mean = average(slot, 'm', { share: beta1, next: gradient });
      const old = mul(slot.tensor('u'), beta2);
      const largest = slot.replace('u', maximum(old, add(abs(gradient), eps)));
      return mul(div(mean, largest), 1 / (1 - beta1 ** t));
    },
  });
}
