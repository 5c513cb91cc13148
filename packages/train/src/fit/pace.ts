// Measures how fast a run is, over the last seconds only.

/** Seconds that the rate looks back. */
const window = 3;
/** Seconds between two marks. */
const spacing = 0.25;

interface Mark {
  readonly seconds: number;
  readonly samples: number;
  readonly steps: number;
}

/** Rate and time left of a run. */
export class Pace {
  readonly #marks: Mark[] = [];
  #samples = 0;
  #steps = 0;

  /** @param seconds  the clock at the start */
  constructor(seconds: number) {
    this.#marks.push({ seconds, samples: 0, steps: 0 });
  }

  /** Counts a step of some examples. */
  add(samples: number, seconds: number): void {
    this.#samples += samples;
    this.#steps += 1;
    if (seconds - this.#marks.at(-1)!.seconds < spacing) return;
    this.#marks.push({ seconds, samples: this.#samples, steps: this.#steps });
    while (this.#marks.length > 2 && seconds - this.#marks[1]!.seconds >= window)
      this.#marks.shift();
  }

  /** Examples a second, and seconds that `stepsLeft` more steps will take. */
  measure(seconds: number, stepsLeft: number): { samplesPerSecond: number; secondsLeft: number } {
    const from = this.#marks[0]!;
    const elapsed = seconds - from.seconds;
    const steps = this.#steps - from.steps;
    if (elapsed <= 0 || steps === 0)
      return { samplesPerSecond: 0, secondsLeft: Number.POSITIVE_INFINITY };
    return {
      samplesPerSecond: (this.#samples - from.samples) / elapsed,
      secondsLeft: (stepsLeft * elapsed) / steps,
    };
  }

  /** Leaves out time that was spent on something else, such as evaluation. */
  skip(seconds: number): void {
    this.#marks.forEach((mark, i) => {
      this.#marks[i] = { ...mark, seconds: mark.seconds + seconds };
    });
  }
}
