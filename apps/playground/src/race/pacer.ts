// Keeps nets side by side and lets them take only so many steps.

export interface PacerOptions<Name extends string> {
  readonly names: readonly Name[];
  /** All nets have taken this many steps, and none more. */
  readonly onRound: (step: number) => void;
}

/** Each net passes after every step, and waits there for the others and for leave to go on. */
export class Pacer<Name extends string> {
  readonly #steps: Map<Name, number>;
  readonly #onRound: (step: number) => void;
  #allowed = 0;
  #round = -1;
  #open = false;
  #waiting: (() => void)[] = [];

  constructor({ names, onRound }: PacerOptions<Name>) {
    this.#steps = new Map(names.map((name) => [name, -1]));
    this.#onRound = onRound;
  }

  /** Steps that all nets have taken. */
  get round(): number {
    return Math.max(0, this.#round);
  }

  /** Whether there are steps to be taken. */
  get moving(): boolean {
    return this.#steps.size > 0 && this.round < this.#allowed;
  }

  /** Lets all nets go on up to a step. */
  allow(step: number): void {
    this.#allowed = step;
    this.#wake();
  }

  /** Lets none begin another step. */
  hold(): void {
    this.#allowed = Math.max(0, ...this.#steps.values());
  }

  /** For a net that has taken `step` steps: fulfilled once it may take the next. */
  async pass(name: Name, step: number): Promise<void> {
    this.#steps.set(name, step);
    this.#look();
    while (!this.#open && (step >= this.#allowed || step > this.#round)) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /** A net that takes no more steps; the others go on without it. */
  leave(name: Name): void {
    this.#steps.delete(name);
    this.#look();
  }

  /** Holds nobody back any more, for nets that were told to stop. */
  open(): void {
    this.#open = true;
    this.#wake();
  }

  #look(): void {
    const slowest = Math.min(...this.#steps.values());
    if (!Number.isFinite(slowest) || slowest <= this.#round) return;
    this.#round = slowest;
    this.#onRound(slowest);
    this.#wake();
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
