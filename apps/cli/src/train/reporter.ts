// Shows a training run: a bar on a terminal, a line for each evaluation anywhere.
import type { TrainEvent } from 'evenkeel';
import { progressOn, type Progress } from '../terminal/progress.js';

export class TrainingReporter {
  readonly #stream: NodeJS.WriteStream;
  readonly #progress: Progress;
  #accuracy = 'not tested yet';
  /** Over the steps since the last evaluation: samples a second as the loop measures it. */
  #rate = 0;

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
    this.#progress = progressOn(stream);
  }

  show(event: TrainEvent): void {
    if (event.kind === 'step') {
      this.#rate = event.samplesPerSecond;
      const note = `loss ${event.loss.toFixed(4)}, ${this.#accuracy}`;
      this.#progress.update({ done: event.step, total: event.steps, note });
    } else if (event.kind === 'evaluation') {
      this.#accuracy = `test accuracy ${(event.accuracy * 100).toFixed(2)} %`;
      const rate = Math.round(this.#rate).toLocaleString('en-US');
      this.say(
        `step ${event.step.toLocaleString('en-US')}: ${this.#accuracy}, test loss ${event.loss.toFixed(4)}, ${rate} samples/s`,
      );
    }
  }

  /** One line, above the bar. */
  say(line: string): void {
    this.#progress.clear();
    this.#stream.write(`${line}\n`);
  }

  end(): void {
    this.#progress.clear();
  }
}
