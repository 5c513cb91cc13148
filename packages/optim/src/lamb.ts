// LAMB: Adam whose step is as long, for each tensor, as the tensor itself.
import { add, div, mul, sqrt, square, sum, type Tensor } from '@evenkeel/tensor';
import type { Optimizer } from './core/optimizer.js';
import { average, RuleOptimizer, type RuleSettings } from './core/rule-optimizer.js';
import type { Parameters } from './core/slot.js';
import { checkNumbers } from './settings.js';

export interface LambSettings extends RuleSettings {
  /** Share of the old average of the gradient that stays; default 0.9. */
  beta1: number;
  /** Share of the old average of its square that stays; default 0.999. */
  beta2: number;
  /** Added to the root; default 1e-6. */
  eps: number;
}

/**
 * LAMB, for large batches: the direction is that of AdamW, the length that of the parameter.
 *
 * m, v as adam; r = mhat / (sqrt(vhat) + eps) + weightDecay * p; p -= lr * (|p| / |r|) * r, the norms over each tensor
 * and their ratio 1 where one of them is 0.
 *
 * @param parameters  model.parameters(), or groups `{ parameters, ...settings }`
 * @param options  lr = 0.001; beta1 = 0.9; beta2 = 0.999; eps = 1e-6; weightDecay = 0.01
 * @returns  the optimizer of these parameters
 * @throws ArgumentError  a negative setting, or a beta of 1 or more
 * @see You et al. 2020, "Large batch optimization for deep learning: training BERT in 76 minutes"
 * @example
 * const p = tensor([3, -4], { requiresGrad: true });
 * const optimizer = lamb([p], { lr: 0.1, weightDecay: 0 });
 * sum(square(p)).backward();
 * optimizer.step();
 * p.dataSync(); // [2.6464, -3.6464]
 */
export function lamb(
  parameters: Parameters<LambSettings>,
  options: Partial<LambSettings> = {},
): Optimizer<LambSettings> {
  return new RuleOptimizer('lamb', parameters, {
    settings: { lr: 0.001, beta1: 0.9, beta2: 0.999, eps: 1e-6, weightDecay: 0.01, ...options },
    decay: 'own',
    check({ lr, beta1, beta2, eps, weightDecay }) {
      checkNumbers('lamb', { lr, eps, weightDecay }, { min: 0 });
      checkNumbers('lamb', { beta1, beta2 }, { min: 0, below: 1 });
    },
    update({ gradient, slot, settings: { beta1, beta2, eps, weightDecay }, t }) {
      const { parameter } = slot;
      const mean = average(slot, 'm', { share: beta1, next: gradient });
      const power = average(slot, 'v', { share: beta2, next: square(gradient) });
      const root = sqrt(mul(power, 1 / (1 - beta2 ** t)));
      const step = div(mul(mean, 1 / (1 - beta1 ** t)), add(root, eps));
      const direction = weightDecay === 0 ? step : add(step, mul(parameter, weightDecay));
      const [length, stride] = [norm(parameter), norm(direction)];
      return mul(direction, length > 0 && stride > 0 ? length / stride : 1);
    },
  });
}

const norm = (x: Tensor): number => sqrt(sum(square(x))).item();
