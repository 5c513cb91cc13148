// NAdam: Adam with Nesterov's look ahead.
import { add, div, mul, sqrt, square } from '@evenkeel/tensor';
import type { Optimizer } from './core/optimizer.js';
import { average, RuleOptimizer, type RuleSettings } from './core/rule-optimizer.js';
import type { Parameters } from './core/slot.js';
import { checkNumbers } from './settings.js';

export interface NAdamSettings extends RuleSettings {
  /** Share of the old average of the gradient that stays; default 0.9. */
  beta1: number;
  /** Share of the old average of its square that stays; default 0.999. */
  beta2: number;
  /** Added to the root; default 1e-8. */
  eps: number;
  /** How fast the momentum rises to beta1; default 0.004. */
  momentumDecay: number;
}

/**
 * NAdam.
 *
 * mu(t) = beta1 (1 - 0.5 * 0.96^(t * momentumDecay)); M = mu(1) ... mu(t); m and v as adam;
 * p -= lr * ((1 - mu(t)) g / (1 - M) + mu(t+1) m / (1 - M mu(t+1))) / (sqrt(v / (1 - beta2^t)) + eps).
 *
 * @param parameters  model.parameters(), or groups `{ parameters, ...settings }`
 * @param options  lr = 0.002; beta1 = 0.9; beta2 = 0.999; eps = 1e-8; momentumDecay = 0.004; weightDecay = 0
 * @returns  the optimizer of these parameters
 * @throws ArgumentError  a negative setting, or a beta of 1 or more
 * @see Dozat 2016, "Incorporating Nesterov momentum into Adam"
 * @example
 * const p = tensor([1, -2], { requiresGrad: true });
 * const optimizer = nAdam([p], { lr: 0.1 });
 * sum(square(p)).backward();
 * optimizer.step();
 * p.dataSync(); // [0.8944, -1.8944]
 */
export function nAdam(
  parameters: Parameters<NAdamSettings>,
  options: Partial<NAdamSettings> = {},
): Optimizer<NAdamSettings> {
  return new RuleOptimizer('nAdam', parameters, {
    settings: {
      lr: 0.002,
      beta1: 0.9,
      beta2: 0.999,
      eps: 1e-8,
      momentumDecay: 0.004,
      weightDecay: 0,
      ...options,
    },
    check({ lr, beta1, beta2, eps, momentumDecay, weightDecay }) {
      checkNumbers('nAdam', { lr, eps, momentumDecay, weightDecay }, { min: 0 });
      checkNumbers('nAdam', { beta1, beta2 }, { min: 0, below: 1 });
    },
    update({ gradient, slot, settings, t }) {
      const { beta1, beta2, eps } = settings;
      const now = momentum(settings, t);
      const next = momentum(settings, t + 1);
      const product = momentumProduct(settings, t);
      const mean = average(slot, 'm', { share: beta1, next: gradient });
      const power = average(slot, 'v', { share: beta2, next: square(gradient) });
      const ahead = add(
        mul(gradient, (1 - now) / (1 - product)),
        mul(mean, next / (1 - product * next)),
      );
      return div(ahead, add(sqrt(mul(power, 1 / (1 - beta2 ** t))), eps));
    },
  });
}

function momentum({ beta1, momentumDecay }: NAdamSettings, t: number): number {
  return beta1 * (1 - 0.5 * 0.96 ** (t * momentumDecay));
}

/** mu(1) ... mu(t), from the product of the step before where it is known. */
function momentumProduct(settings: NAdamSettings, t: number): number {
  const known = products.get(settings);
  let { step, product } = known !== undefined && known.step <= t ? known : { step: 0, product: 1 };
  while (step < t) product *= momentum(settings, ++step);
  products.set(settings, { step, product });
  return product;
}

const products = new WeakMap<NAdamSettings, { step: number; product: number }>();
