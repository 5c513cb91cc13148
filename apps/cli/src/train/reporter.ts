// Shows a training run: a bar on a terminal, a line for each evaluation anywhere.
import type { TrainEvent } from 'evenkeel';
import { progressOn, type Progress } from '../terminal/progress.js';

const rounded = (value: number): string => Math.round(value).toLocaleString('en-US');

/** A test on the way. */
export interface TestPoint {
  readonly step: number;
  readonly testAccuracy: number;
  readonly testLoss: number;
}

export class TrainingReporter {
  readonly curve: TestPoint[] = [];
  readonly #progress: Progress;
  readonly #batch: number;
  readonly #quiet: boolean;
  #accuracy = '';
  /** Of the last seconds, as the loop measures it. */
  #rate = 0;
  /** Steps seen, and the seconds they took: tests and checkpoints do not count. */
  #steps = 0;
  #seconds = 0;
  #before = performance.now();

  /** @param quiet  says nothing but warnings: no lines of tests */
  constructor(stream: NodeJS.WriteStream, batch: number, quiet: boolean) {
    this.#quiet = quiet;
    this.#progress = progressOn(stream);
    this.#batch = batch;
  }

  /** Images a second over all steps so far. */
  get samplesPerSecond(): number {
    return this.#seconds > 0 ? (this.#steps * this.#batch) / this.#seconds : 0;
  }

  show(event: TrainEvent): void {
    const now = performance.now();
    if (event.kind === 'step') {
      this.#steps += 1;
      this.#seconds += (now - this.#before) / 1000;
      this.#rate = event.samplesPerSecond;
      this.#progress.update({
        done: event.step,
        total: event.steps,
        rate: `${rounded(event.samplesPerSecond)} samples/s`,
        secondsLeft: event.secondsLeft,
        note: `loss ${event.loss.toFixed(3)}${this.#accuracy}`,
      });
    } else if (event.kind === 'evaluation') {
      const { step, accuracy, loss } = event;
      this.curve.push({ step, testAccuracy: accuracy, testLoss: loss });
      const percent = `${(event.accuracy * 100).toFixed(2)} %`;
      this.#accuracy = `, test ${percent}`;
      const figures = `test accuracy ${percent}, test loss ${event.loss.toFixed(4)}`;
      if (!this.#quiet)
        this.say(`step ${rounded(event.step)}: ${figures}, ${rounded(this.#rate)} samples/s`);
    }
    this.#before = now;
  }

  /** One line, above the bar. */
  say(line: string): void {
    this.#progress.say(line);
  }

  /** Removes the bar for good. */
  end(): void {
    this.#progress.end();
  }
}
