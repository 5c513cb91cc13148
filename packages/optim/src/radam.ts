// RAdam: Adam that does not scale steps before the variance of its scale is known.
import { add, div, mul, sqrt, square } from '@evenkeel/tensor';
import type { Optimizer } from './core/optimizer.js';
import { average, RuleOptimizer, type RuleSettings } from './core/rule-optimizer.js';
import type { Parameters } from './core/slot.js';
import { checkNumbers } from './settings.js';

export interface RAdamSettings extends RuleSettings {
  /** Share of the old average of the gradient that stays; default 0.9. */
  beta1: number;
  /** Share of the old average of its square that stays; default 0.999. */
  beta2: number;
  /** Added to the root; default 1e-8. */
  eps: number;
}

/**
 * RAdam.
 *
 * rhoInf = 2 / (1 - beta2) - 1; rho = rhoInf - 2 t beta2^t / (1 - beta2^t); mhat = m / (1 - beta1^t).
 * If rho > 5: p -= lr * mhat * rect * sqrt(1 - beta2^t) / (sqrt(v) + eps) with
 * rect = sqrt((rho - 4)(rho - 2) rhoInf / ((rhoInf - 4)(rhoInf - 2) rho)); else p -= lr * mhat.
 *
 * @param parameters  model.parameters(), or groups `{ parameters, ...settings }`
 * @param options  lr = 0.001; beta1 = 0.9; beta2 = 0.999; eps = 1e-8; weightDecay = 0
 * @returns  the optimizer of these parameters
 * @throws ArgumentError  a negative setting, or a beta of 1 or more
 * @see Liu et al. 2020, "On the variance of the adaptive learning rate and beyond"
 * @example
 * const p = tensor([1, -2], { requiresGrad: true });
 * const optimizer = rAdam([p], { lr: 0.1 });
 * sum(square(p)).backward();
 * optimizer.step();
 * p.dataSync(); // [0.8, -1.6]
 */
export function rAdam(
  parameters: Parameters<RAdamSettings>,
  options: Partial<RAdamSettings> = {},
): Optimizer<RAdamSettings> {
  return new RuleOptimizer('rAdam', parameters, {
    settings: { lr: 0.001, beta1: 0.9, beta2: 0.999, eps: 1e-8, weightDecay: 0, ...options },
    check({ lr, beta1, beta2, eps, weightDecay }) {
      checkNumbers('rAdam', { lr, eps, weightDecay }, { min: 0 });
      checkNumbers('rAdam', { beta1, beta2 }, { min: 0, below: 1 });
    },
    update({ gradient, slot, settings: { beta1, beta2, eps }, t }) {
      const mean = average(slot, 'm', { share: beta1, next: gradient });
      const power = average(slot, 'v', { share: beta2, next: square(gradient) });
      const unbiased = mul(mean, 1 / (1 - beta1 ** t));
      const factor = rectification(beta2, t);
      if (factor === null) return unbiased;
      const scale = factor * Math.sqrt(1 - beta2 ** t);
      return mul(div(unbiased, add(sqrt(power), eps)), scale);
    },
  });
}

/** The factor by which a step must shrink, or null while the variance cannot be known. */
function rectification(beta2: number, t: number): number | null {
  const limit = 2 / (1 - beta2) - 1;
  const rho = limit - (2 * t * beta2 ** t) / (1 - beta2 ** t);
  if (rho <= 5) return null;
  return Math.sqrt(((rho - 4) * (rho - 2) * limit) / ((limit - 4) * (limit - 2) * rho));
}
