// Stochastic gradient descent, with momentum.
import type { KernelArgs } from '@evenkeel/kernels';
import { ArgumentError } from '@evenkeel/tensor';
import { Optimizer, type BaseSettings } from './core/optimizer.js';
import type { Group, Parameters, Slot } from './core/slot.js';
import { checkNumbers } from './settings.js';

export interface SgdSettings extends BaseSettings {
  /** Share of the old velocity that stays; default 0, which is plain gradient descent. */
  momentum: number;
  /** Share of the gradient that does not enter the velocity; default 0. */
  dampening: number;
  /** Look ahead along the velocity; default false. */
  nesterov: boolean;
  /** L2 penalty: weightDecay * p is added to the gradient; default 0. */
  weightDecay: number;
}

/**
 * Stochastic gradient descent.
 *
 * g = gradient + weightDecay * p; v = g in the first step, then momentum * v + (1 - dampening) * g;
 * p -= lr * v, or with nesterov p -= lr * (g + momentum * v).
 *
 * @param parameters  model.parameters(), or groups `{ parameters, ...settings }`
 * @param options  lr; momentum = 0; dampening = 0; nesterov = false; weightDecay = 0
 * @returns  the optimizer of these parameters
 * @throws ArgumentError  a negative setting, or nesterov without momentum or with dampening
 * @see Sutskever et al. 2013, "On the importance of initialization and momentum in deep learning"
 * @example
 * const p = tensor([1, -2], { requiresGrad: true });
 * const optimizer = sgd([p], { lr: 0.1, momentum: 0.9 });
 * sum(square(p)).backward();
 * optimizer.step();
 * optimizer.zeroGrad();
 * p.dataSync(); // [0.8, -1.6]
 */
export function sgd(
  parameters: Parameters<SgdSettings>,
  options: Pick<SgdSettings, 'lr'> & Partial<SgdSettings>,
): Optimizer<SgdSettings> {
  return new Sgd('sgd', parameters, {
    settings: { momentum: 0, dampening: 0, nesterov: false, weightDecay: 0, ...options },
    check,
  });
}

function check(settings: SgdSettings): void {
  const { lr, momentum, dampening, weightDecay, nesterov } = settings;
  checkNumbers('sgd', { lr, momentum, dampening, weightDecay }, { min: 0 });
  if (nesterov && (momentum === 0 || dampening !== 0)) {
    throw new ArgumentError({
      op: 'sgd',
      argument: 'nesterov',
      expected: 'false without momentum or with dampening',
      received: `true with momentum ${momentum} and dampening ${dampening}`,
    });
  }
}

class Sgd extends Optimizer<SgdSettings> {
  /** One object for each slot, filled in anew in each step, so that a step allocates nothing. */
  readonly #calls = new WeakMap<Slot, KernelArgs<'sgd'>>();
  readonly #list: KernelArgs<'sgd'>[] = [];

  protected override update({ settings, slots }: Group<SgdSettings>): void {
    const list = this.#list;
    list.length = 0;
    for (const slot of slots) {
      const gradient = slot.parameter.grad;
      if (gradient === null || !slot.parameter.requiresGrad) continue;
      const call = this.#callOf(slot);
      call.p = slot.parameter.handle;
      call.grad = gradient.handle;
      call.first = settings.momentum !== 0 && !slot.state.has('velocity');
      call.velocity = settings.momentum === 0 ? null : slot.tensor('velocity').handle;
      call.lr = settings.lr;
      call.momentum = settings.momentum;
      call.dampening = settings.dampening;
      call.weightDecay = settings.weightDecay;
      call.nesterov = settings.nesterov;
      slot.steps++;
      list.push(call);
    }
    if (list.length > 0) slots[0]!.parameter.backend.runAll('sgd', list);
  }

  #callOf(slot: Slot): KernelArgs<'sgd'> {
    const present = this.#calls.get(slot);
    if (present !== undefined) return present;
    const made: KernelArgs<'sgd'> = {
      p: 0,
      grad: 0,
      velocity: null,
      n: slot.parameter.size,
      lr: 0,
      momentum: 0,
      dampening: 0,
      weightDecay: 0,
      nesterov: false,
      first: false,
    };
    this.#calls.set(slot, made);
    return made;
  }
}
