// Adadelta: steps in the units of the parameters.
import { add, div, mul, sqrt, square } from '@evenkeel/tensor';
import type { Optimizer } from './core/optimizer.js';
import { average, RuleOptimizer, type RuleSettings } from './core/rule-optimizer.js';
import type { Parameters } from './core/slot.js';
import { checkNumbers } from './settings.js';

export interface AdadeltaSettings extends RuleSettings {
  /** Share of the old averages that stays; default 0.9. */
  rho: number;
  /** Added under the roots; default 1e-6. */
  eps: number;
}

/**
 * Adadelta.
 *
 * v = rho v + (1 - rho) g^2; u = sqrt(d + eps) / sqrt(v + eps) * g; d = rho d + (1 - rho) u^2; p -= lr * u.
 *
 * @param parameters  model.parameters(), or groups `{ parameters, ...settings }`
 * @param options  lr = 1; rho = 0.9; eps = 1e-6; weightDecay = 0
 * @returns  the optimizer of these parameters
 * @throws ArgumentError  a negative setting, or a rho of 1 or more
 * @see Zeiler 2012, "ADADELTA: an adaptive learning rate method"
 * @example
 * const p = tensor([1, -2], { requiresGrad: true });
 * const optimizer = adadelta([p]);
 * sum(square(p)).backward();
 * optimizer.step();
 * p.dataSync(); // [0.9968, -1.9968]
 */
export function adadelta(
  parameters: Parameters<AdadeltaSettings>,
  options: Partial<AdadeltaSettings> = {},
): Optimizer<AdadeltaSettings> {
  return new RuleOptimizer('adadelta', parameters, {
    settings: { lr: 1, rho: 0.9, eps: 1e-6, weightDecay: 0, ...options },
    check({ lr, rho, eps, weightDecay }) {
      checkNumbers('adadelta', { lr, eps, weightDecay }, { min: 0 });
      checkNumbers('adadelta', { rho }, { min: 0, below: 1 });
    },
    update({ gradient, slot, settings: { rho: share, eps } }) {
      const power = average(slot, 'v', { share, next: square(gradient) });
      const ratio = div(sqrt(add(slot.tensor('d'), eps)), sqrt(add(power, eps)));
      const update = mul(ratio, gradient);
      average(slot, 'd', { share, next: square(update) });
      return update;
    },
  });
}
