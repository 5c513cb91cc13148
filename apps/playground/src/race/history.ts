// A curve of any length in bounded room: once it is full, neighbors merge into their mean.

/** Numbers by step. Each kept one is the mean over as many added ones as all others, but the last. */
export class History {
  readonly #capacity: number;
  readonly #steps: number[] = [];
  readonly #values: number[] = [];
  /** Added numbers in a kept one. */
  #span = 1;
  /** Added numbers in the last kept one. */
  #filled = 0;

  /** @param capacity  numbers to keep, even */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Adds the number of a step; steps ascend. */
  add(step: number, value: number): void {
    if (this.#values.length === 0 || this.#filled === this.#span) {
      if (this.#values.length === this.#capacity) this.#halve();
      this.#steps.push(step);
      this.#values.push(value);
      this.#filled = 1;
      return;
    }
    const last = this.#values.length - 1;
    this.#filled += 1;
    this.#values[last]! += (value - this.#values[last]!) / this.#filled;
    this.#steps[last] = step;
  }

  /** The last step of each kept number. */
  get steps(): Float64Array {
    return Float64Array.from(this.#steps);
  }

  get values(): Float64Array {
    return Float64Array.from(this.#values);
  }

  #halve(): void {
    const half = this.#capacity / 2;
    for (let i = 0; i < half; i++) {
      this.#values[i] = (this.#values[2 * i]! + this.#values[2 * i + 1]!) / 2;
      this.#steps[i] = this.#steps[2 * i + 1]!;
    }
    this.#values.length = half;
    this.#steps.length = half;
    this.#span *= 2;
  }
}
