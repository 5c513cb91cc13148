// Eve: Adam whose step follows how much the loss moves.
import { add, ArgumentError, div, mul, sqrt, square } from '@evenkeel/tensor';
import type { Optimizer } from './core/optimizer.js';
import { average, RuleOptimizer, type RuleSettings } from './core/rule-optimizer.js';
import type { Group, Parameters } from './core/slot.js';
import { checkNumbers } from './settings.js';

export interface EveSettings extends RuleSettings {
  /** Share of the old average of the gradient that stays; default 0.9. */
  beta1: number;
  /** Share of the old average of its square that stays; default 0.999. */
  beta2: number;
  /** Share of the old average of the change of the loss that stays; default 0.999. */
  beta3: number;
  /** Added to the root; default 1e-8. */
  eps: number;
  /** Smallest relative change of the loss that counts; default 0.1. */
  k: number;
  /** Largest relative change of the loss that counts; default 10. */
  K: number;
}

/**
 * Eve, in its first version. The step needs the loss: `optimizer.step(loss.item())`.
 *
 * At t = 1, F = f and d = 1. Later, f being the loss before the step: if f >= F, lo = k + 1 and hi = K + 1, else
 * lo = 1 / (K + 1) and hi = 1 / (k + 1); c = min(max(lo, f / F), hi); F' = c F;
 * d = beta3 d + (1 - beta3) |F' - F| / min(F', F); F = F'. Then p -= lr * mhat / (d * sqrt(vhat) + eps).
 *
 * @param parameters  model.parameters(), or groups `{ parameters, ...settings }`
 * @param options  lr = 0.001; beta1 = 0.9; beta2 = beta3 = 0.999; eps = 1e-8; k = 0.1; K = 10; weightDecay = 0
 * @returns  the optimizer of these parameters
 * @throws ArgumentError  a negative setting, a beta of 1 or more; from step, a loss that is missing or not positive
 * @see Koushik & Hayashi 2016, "Improving stochastic gradient descent with feedback"
 * @example
 * const p = tensor([1, -2], { requiresGrad: true });
 * const optimizer = eve([p], { lr: 0.1 });
 * const loss = sum(square(p));
 * loss.backward();
 * optimizer.step(loss.item());
 * p.dataSync(); // [0.9, -1.9]
 */
export function eve(
  parameters: Parameters<EveSettings>,
  options: Partial<EveSettings> = {},
): Optimizer<EveSettings> {
  return new Eve(parameters, {
    lr: 0.001,
    beta1: 0.9,
    beta2: 0.999,
    beta3: 0.999,
    eps: 1e-8,
    k: 0.1,
    K: 10,
    weightDecay: 0,
    ...options,
  });
}

/** What Eve remembers of the loss; smoothed is 0 before the first step. */
interface LossState {
  readonly smoothed: number;
  readonly change: number;
}

class Eve extends RuleOptimizer<EveSettings> {
  #loss: LossState = { smoothed: 0, change: 1 };

  constructor(parameters: Parameters<EveSettings>, settings: EveSettings) {
    super('eve', parameters, {
      settings,
      check({ lr, beta1, beta2, beta3, eps, weightDecay, k, K }) {
        checkNumbers('eve', { lr, eps, weightDecay, k, K }, { min: 0 });
        checkNumbers('eve', { beta1, beta2, beta3 }, { min: 0, below: 1 });
      },
      update: ({ gradient, slot, settings: { beta1, beta2, eps }, t }) => {
        const mean = average(slot, 'm', { share: beta1, next: gradient });
        const power = average(slot, 'v', { share: beta2, next: square(gradient) });
        const root = sqrt(mul(power, 1 / (1 - beta2 ** t)));
        const scale = add(mul(root, this.#loss.change), eps);
        return div(mul(mean, 1 / (1 - beta1 ** t)), scale);
      },
    });
  }

  override step(loss?: number): void {
    if (loss === undefined || !(loss > 0 && loss < Infinity)) {
      throw new ArgumentError({
        op: 'eve',
        argument: 'loss',
        expected: 'the loss before the step, above 0',
        received: String(loss),
        hint: 'Call optimizer.step(loss.item()).',
      });
    }
    this.#loss = follow(this.#loss, loss, this.groups[0]!);
    super.step();
  }

  override extraState(): Record<string, number> {
    return { ...this.#loss };
  }

  override restoreExtraState(state: Readonly<Record<string, number>>): void {
    const { smoothed = 0, change = 1 } = state;
    this.#loss = { smoothed, change };
  }
}

function follow(
  { smoothed, change }: LossState,
  loss: number,
  { settings }: Group<EveSettings>,
): LossState {
  if (smoothed === 0) return { smoothed: loss, change: 1 };
  const { k, K, beta3 } = settings;
  const [low, high] = loss >= smoothed ? [k + 1, K + 1] : [1 / (K + 1), 1 / (k + 1)];
  const next = Math.min(Math.max(low, loss / smoothed), high) * smoothed;
  const relative = Math.abs(next - smoothed) / Math.min(next, smoothed);
  return { smoothed: next, change: beta3 * change + (1 - beta3) * relative };
}
