// Norms of parameters, gradients and steps.
import type { Parameter } from '@evenkeel/layers';
import type { Optimizer } from '@evenkeel/optim';
import { assign, full, keep, noGrad, sub, tidy, zeros, type Tensor } from '@evenkeel/tensor';
import type { ParameterRecord } from '../records.js';

/** Named parameters of a model, copies of them from before a step, and their learning rates. */
export class ParameterWatch {
  readonly #named: readonly (readonly [name: string, parameter: Parameter])[];
  readonly #optimizer: Optimizer;
  readonly #copies = new Map<Parameter, Tensor>();
  /** The step before which the copies were taken; null if there are none. */
  #copiedBefore: number | null = null;

  constructor(named: readonly [string, Parameter][], optimizer: Optimizer) {
    this.#named = named;
    this.#optimizer = optimizer;
  }

  /** Keeps the values that step `step` is going to change. */
  copyBefore(step: number): void {
    for (const [, parameter] of this.#named) {
      let copy = this.#copies.get(parameter);
      if (copy === undefined) {
        copy = keep(zeros(parameter.shape));
        this.#copies.set(parameter, copy);
      }
      assign(copy, parameter);
    }
    this.#copiedBefore = step;
  }

  /** What can be said after step `step`; before the first there are no gradients. */
  records(step: number, normalized: ReadonlySet<Parameter>): ParameterRecord[] {
    const rates = this.#rates();
    const seen = this.#copiedBefore === step;
    return tidy(() =>
      this.#named.map(([name, parameter]) => {
        const norm = normOf(parameter);
        const rate = normalized.has(parameter) ? (rates.get(parameter) ?? null) : null;
        const units = parameter.shape.at(-1) ?? 1;
        return {
          name,
          size: parameter.size,
          rank: parameter.shape.length,
          norm,
          gradientNorm: parameter.grad === null ? null : normOf(parameter.grad),
          updateRatio: seen ? this.#updateRatio(parameter) : null,
          effectiveRate: rate === null || norm === 0 ? null : (rate * units) / norm ** 2,
        };
      }),
    );
  }

  dispose(): void {
    for (const copy of this.#copies.values()) copy.dispose();
    this.#copies.clear();
    this.#copiedBefore = null;
  }

  /** Null of what does not learn, and of zeros, of which any step is infinitely many times as large. */
  #updateRatio(parameter: Parameter): number | null {
    const copy = this.#copies.get(parameter);
    if (copy === undefined || !parameter.requiresGrad) return null;
    const before = normOf(copy);
    return before === 0 ? null : normOf(noGrad(() => sub(parameter, copy))) / before;
  }

  #rates(): Map<Tensor, number> {
    return new Map(
      this.#optimizer.groups.flatMap(({ settings, slots }) =>
        slots.map(({ parameter }) => [parameter, settings.lr] as const),
      ),
    );
  }
}

/** sqrt(sum of x^2), by one kernel. */
function normOf(x: Tensor): number {
  if (x.size === 0) return 0;
  const y = full([], 0);
  const f = 'sumOfSquares';
  x.backend.run('reduce', { x: x.handle, y: y.handle, outer: 1, n: x.size, inner: 1, f });
  return Math.sqrt(y.item());
}
