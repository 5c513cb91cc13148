// Adagrad: steps divided by the root of all squared gradients so far.
import { add, div, mul, sqrt, square } from '@evenkeel/tensor';
import type { Optimizer } from './core/optimizer.js';
import { RuleOptimizer, type RuleSettings } from './core/rule-optimizer.js';
import type { Parameters } from './core/slot.js';
import { checkNumbers } from './settings.js';

export interface AdagradSettings extends RuleSettings {
  /** The rate at step t is lr / (1 + (t - 1) * lrDecay); default 0. */
  lrDecay: number;
  /** What the sum of squares starts from; default 0. */
  initialAccumulatorValue: number;
  /** Added to the root; default 1e-10. */
  eps: number;
}

/**
 * Adagrad.
 *
 * v += g^2, from initialAccumulatorValue; p -= lr / (1 + (t - 1) lrDecay) * g / (sqrt(v) + eps).
 *
 * @param parameters  model.parameters(), or groups `{ parameters, ...settings }`
 * @param options  lr = 0.01; lrDecay = 0; initialAccumulatorValue = 0; eps = 1e-10; weightDecay = 0
 * @returns  the optimizer of these parameters
 * @throws ArgumentError  a negative setting
 * @see Duchi et al. 2011, "Adaptive subgradient methods for online learning and stochastic optimization"
 * @example
 * const p = tensor([1, -2], { requiresGrad: true });
 * const optimizer = adagrad([p], { lr: 0.05 });
 * sum(square(p)).backward();
 * optimizer.step();
 * p.dataSync(); // [0.95, -1.95]
 */
export function adagrad(
  parameters: Parameters<AdagradSettings>,
  options: Partial<AdagradSettings> = {},
): Optimizer<AdagradSettings> {
  return new RuleOptimizer('adagrad', parameters, {
    settings: {
      lr: 0.01,
      lrDecay: 0,
      initialAccumulatorValue: 0,
      eps: 1e-10,
      weightDecay: 0,
      ...options,
    },
    check({ lr, lrDecay, initialAccumulatorValue, eps, weightDecay }) {
      const values = { lr, lrDecay, initialAccumulatorValue, eps, weightDecay };
      checkNumbers('adagrad', values, { min: 0 });
    },
    update({ gradient, slot, settings, t }) {
      const { lrDecay, initialAccumulatorValue, eps } = settings;
      const sum = slot.replace(
        'v',
        add(slot.tensor('v', initialAccumulatorValue), square(gradient)),
      );
      const scaled = div(gradient, add(sqrt(sum), eps));
      return lrDecay === 0 ? scaled : mul(scaled, 1 / (1 + (t - 1) * lrDecay));
    },
  });
}
