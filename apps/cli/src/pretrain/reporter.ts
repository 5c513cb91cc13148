// Shows a pre-training run: a bar on a terminal, a line for each epoch anywhere unless one document is all that is wanted.
import type { PretrainEvent, TrainEvent } from 'evenkeel';
import { timeTaken, type Progress } from '../terminal/progress.js';
import type { CurvePoint, PretrainListener } from './run.js';
import { widthsOf, type PretrainSettings } from './settings.js';

const rounded = (value: number): string => Math.round(value).toLocaleString('en-US');

export class PretrainReporter implements Omit<PretrainListener, 'signal'> {
  readonly #progress: Progress;
  readonly #widths: readonly number[];
  readonly #quiet: boolean;
  #error = '';

  constructor(progress: Progress, settings: PretrainSettings, { quiet }: { quiet: boolean }) {
    this.#progress = progress;
    this.#widths = widthsOf(settings);
    this.#quiet = quiet;
  }

  onPca = (error: number, seconds: number): void => {
    const code = this.#widths.at(-1);
    this.#say(
      `PCA with ${code} components: squared error ${error.toFixed(2)} per test image (${timeTaken(seconds)})`,
    );
  };

  onPretrain = (event: PretrainEvent): void => {
    const name = `layer ${event.layer + 1} (${this.#widths[event.layer]}-${this.#widths[event.layer + 1]})`;
    const error = `squared error ${event.error.toFixed(3)}`;
    if (event.kind === 'epoch') this.#say(`${name}, epoch ${event.epoch}: ${error}`);
    else this.#bar(event, { done: event.step, total: event.steps, note: `${name}: ${error}` });
  };

  onFineTune = (event: TrainEvent): void => {
    if (event.kind !== 'step') return;
    const note = `fine-tuning: loss ${event.loss.toFixed(2)}${this.#error}`;
    this.#bar(event, { done: event.step, total: event.steps, note });
  };

  onPoint = ({ epoch, testError }: CurvePoint): void => {
    const error = testError.toFixed(3);
    this.#error = `, test error ${error}`;
    const when = epoch === 0 ? 'before fine-tuning' : `fine-tuning, epoch ${epoch}`;
    this.#say(`${when}: squared error ${error} per test image`);
  };

  #bar(
    { samplesPerSecond, secondsLeft }: { samplesPerSecond: number; secondsLeft: number },
    state: { done: number; total: number; note: string },
  ): void {
    this.#progress.update({
      ...state,
      rate: `${rounded(samplesPerSecond)} samples/s`,
      secondsLeft,
    });
  }

  #say(line: string): void {
    if (!this.#quiet) this.#progress.say(line);
  }
}
