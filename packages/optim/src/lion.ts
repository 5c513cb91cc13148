// Lion: steps of one size, the sign of a running average.
import { add, mul, sign } from '@evenkeel/tensor';
import type { Optimizer } from './core/optimizer.js';
import { average, RuleOptimizer, type RuleSettings } from './core/rule-optimizer.js';
import type { Parameters } from './core/slot.js';
import { checkNumbers } from './settings.js';

export interface LionSettings extends RuleSettings {
  /** Share of the average in the step; default 0.9. */
  beta1: number;
  /** Share of the old average that stays; default 0.99. */
  beta2: number;
}

/**
 * Lion, which keeps one state tensor where Adam keeps two.
 *
 * p *= 1 - lr * weightDecay; p -= lr * sign(beta1 m + (1 - beta1) g); then m = beta2 m + (1 - beta2) g.
 * Every element moves by lr, so lr wants to be 3 to 10 times smaller than Adam's, and weightDecay as much larger.
 *
 * @param parameters  model.parameters(), or groups `{ parameters, ...settings }`
 * @param options  lr = 0.0001; beta1 = 0.9; beta2 = 0.99; weightDecay = 0
 * @returns  the optimizer of these parameters
 * @throws ArgumentError  a negative setting, or a beta of 1 or more
 * @see Chen et al. 2023, "Symbolic discovery of optimization algorithms"
 * @example
 * const p = tensor([1, -2], { requiresGrad: true });
 * const optimizer = lion([p], { lr: 0.1 });
 * sum(square(p)).backward();
 * optimizer.step();
 * p.dataSync(); // [0.9, -1.9]
 */
export function lion(
  parameters: Parameters<LionSettings>,
  options: Partial<LionSettings> = {},
): Optimizer<LionSettings> {
  return new RuleOptimizer('lion', parameters, {
    settings: { lr: 0.0001, beta1: 0.9, beta2: 0.99, weightDecay: 0, ...options },
    decay: 'decoupled',
    check({ lr, beta1, beta2, weightDecay }) {
      checkNumbers('lion', { lr, weightDecay }, { min: 0 });
      checkNumbers('lion', { beta1, beta2 }, { min: 0, below: 1 });
    },
    update({ gradient, slot, settings: { beta1, beta2 } }) {
      const step = sign(add(mul(slot.tensor('m'), beta1), mul(gradient, 1 - beta1)));
      average(slot, 'm', { share: beta2, next: gradient });
      return step;
    },
  });
}
