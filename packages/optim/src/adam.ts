// Adam and AdamW: steps scaled by running averages of the gradient and its square.
import type { KernelArgs, Precision } from '@evenkeel/kernels';
import { Optimizer, type BaseSettings } from './core/optimizer.js';
import type { Group, Parameters, Slot } from './core/slot.js';
import { checkNumbers } from './settings.js';

export interface AdamSettings extends BaseSettings {
  /** Share of the old average of the gradient that stays; default 0.9. */
  beta1: number;
  /** Share of the old average of its square that stays; default 0.999. */
  beta2: number;
  /** Added to the root, against division by 0; default 1e-8. */
  eps: number;
  /** Default 0 for adam, 0.01 for adamW. */
  weightDecay: number;
  /** Divide by the largest average of squares so far; default false. */
  amsgrad: boolean;
}

/**
 * Adam.
 *
 * g = gradient + weightDecay * p; m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2;
 * p -= lr * (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + eps), t counting from 1.
 * With amsgrad v in the last formula is the largest v so far.
 *
 * @param parameters  model.parameters(), or groups `{ parameters, ...settings }`
 * @param options  lr = 0.001; beta1 = 0.9; beta2 = 0.999; eps = 1e-8; weightDecay = 0; amsgrad = false
 * @returns  the optimizer of these parameters
 * @throws ArgumentError  a negative setting, or a beta of 1 or more
 * @see Kingma & Ba 2015, "Adam: a method for stochastic optimization"; Reddi et al. 2018 for AMSGrad
 * @example
 * const p = tensor([1, -2], { requiresGrad: true });
 * const optimizer = adam([p], { lr: 0.1 });
 * sum(square(p)).backward();
 * optimizer.step();
 * p.dataSync(); // [0.9, -1.9]
 */
export function adam(
  parameters: Parameters<AdamSettings>,
  options: Partial<AdamSettings> = {},
): Optimizer<AdamSettings> {
  return new Adam('adam', parameters, {
    settings: { ...defaults, ...options },
    check: checker('adam'),
  });
}

/**
 * AdamW: Adam whose weight decay does not pass through the averages.
 *
 * p *= 1 - lr * weightDecay, then as adam with the bare gradient.
 *
 * @param parameters  model.parameters(), or groups `{ parameters, ...settings }`
 * @param options  as adam, but weightDecay = 0.01
 * @returns  the optimizer of these parameters
 * @throws ArgumentError  a setting outside its range; see `adam`
 * @see Loshchilov & Hutter 2019, "Decoupled weight decay regularization"
 * @example
 * const p = tensor([1, -2], { requiresGrad: true });
 * const optimizer = adamW([p], { lr: 0.1, weightDecay: 0.05 });
 * sum(square(p)).backward();
 * optimizer.step();
 * p.dataSync(); // [0.895, -1.89]
 */
export function adamW(
  parameters: Parameters<AdamSettings>,
  options: Partial<AdamSettings> = {},
): Optimizer<AdamSettings> {
  return new Adam('adamW', parameters, {
    settings: { ...defaults, weightDecay: 0.01, ...options },
    check: checker('adamW'),
  });
}

const defaults: AdamSettings = {
  lr: 0.001,
  beta1: 0.9,
  beta2: 0.999,
  eps: 1e-8,
  weightDecay: 0,
  amsgrad: false,
};

const checker =
  (op: string) =>
  ({ lr, beta1, beta2, eps, weightDecay }: AdamSettings): void => {
    checkNumbers(op, { lr, eps, weightDecay }, { min: 0 });
    checkNumbers(op, { beta1, beta2 }, { min: 0, below: 1 });
  };

/**
 * A beta as the kernel sees it. The corrections must belong to that number: as float32, 1 - 0.999 is off by 1e-5, which
 * would change the first steps by as much.
 */
const asInKernel = (beta: number, precision: Precision): number =>
  precision === 'float32' ? Math.fround(beta) : beta;

class Adam extends Optimizer<AdamSettings> {
  /** One object for each slot, filled in anew in each step, so that a step allocates nothing. */
  readonly #calls = new WeakMap<Slot, KernelArgs<'adam'>>();
  readonly #list: KernelArgs<'adam'>[] = [];

  protected override update({ settings, slots }: Group<AdamSettings>): void {
    const list = this.#list;
    list.length = 0;
    for (const slot of slots) {
      const gradient = slot.parameter.grad;
      if (gradient === null || !slot.parameter.requiresGrad) continue;
      const { precision } = slot.parameter.backend;
      const call = this.#callOf(slot);
      slot.steps++;
      call.p = slot.parameter.handle;
      call.grad = gradient.handle;
      call.m = slot.tensor('m').handle;
      call.v = slot.tensor('v').handle;
      call.vMax = settings.amsgrad ? slot.tensor('vMax').handle : null;
      call.lr = settings.lr;
      call.beta1 = settings.beta1;
      call.beta2 = settings.beta2;
      call.eps = settings.eps;
      call.weightDecay = settings.weightDecay;
      call.correction1 = 1 - asInKernel(settings.beta1, precision) ** slot.steps;
      call.correction2 = 1 - asInKernel(settings.beta2, precision) ** slot.steps;
      list.push(call);
    }
    if (list.length > 0) slots[0]!.parameter.backend.runAll('adam', list);
  }

  #callOf(slot: Slot): KernelArgs<'adam'> {
    const present = this.#calls.get(slot);
    if (present !== undefined) return present;
    const made: KernelArgs<'adam'> = {
      p: 0,
      grad: 0,
      m: 0,
      v: 0,
      vMax: null,
      n: slot.parameter.size,
      lr: 0,
      beta1: 0,
      beta2: 0,
      eps: 0,
      weightDecay: 0,
      decay: this.name === 'adamW' ? 'decoupled' : 'coupled',
      correction1: 1,
      correction2: 1,
    };
    this.#calls.set(slot, made);
    return made;
  }
}
