// Shows a comparison while it runs.
import type { TrainEvent } from 'evenkeel';
import type { Progress } from '../terminal/progress.js';
import type { Variant } from './result.js';

/** Keeps the bar of both nets together. */
export class ComparisonWatch {
  readonly #progress: Progress;
  readonly #total: number;
  readonly #started = performance.now();
  readonly #steps = new Map<Variant['name'], number>();
  readonly #accuracy = new Map<Variant['name'], number>();

  /** @param steps  of each net */
  constructor(progress: Progress, steps: number) {
    this.#progress = progress;
    this.#total = 2 * steps;
  }

  show(name: Variant['name'], event: TrainEvent): void {
    if (event.kind === 'step') this.#steps.set(name, event.step);
    else if (event.kind === 'evaluation') this.#accuracy.set(name, event.accuracy);
    else return;
    const done = [...this.#steps.values()].reduce((sum, count) => sum + count, 0);
    const perSecond = (1000 * done) / (performance.now() - this.#started);
    this.#progress.update({
      done,
      total: this.#total,
      rate: `${Math.round(perSecond).toLocaleString('en-US')} steps/s`,
      secondsLeft: (this.#total - done) / perSecond,
      note: this.#accuracies(),
    });
  }

  #accuracies(): string {
    return [...this.#accuracy]
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([name, value]) => `${name} ${(value * 100).toFixed(1)} %`)
      .join(', ');
  }
}
