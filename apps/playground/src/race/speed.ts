// How fast a race goes, over the last second or so.

const window = 1000;

interface Mark {
  readonly step: number;
  readonly time: number;
}

export class Speed {
  #marks: Mark[] = [];

  /** Forgets what was before a pause. */
  begin(step: number, time: number): void {
    this.#marks = [{ step, time }];
  }

  /** A step was taken. @param time  in milliseconds */
  mark(step: number, time: number): void {
    const marks = this.#marks;
    if (marks.length > 0 && time - marks.at(-1)!.time < window / 10) return;
    marks.push({ step, time });
    while (marks.length > 2 && time - marks[1]!.time > window) marks.shift();
  }

  /** Null until it can be told. */
  get stepsPerSecond(): number | null {
    const [first, last] = [this.#marks[0], this.#marks.at(-1)];
    if (first === undefined || last === undefined || last.time === first.time) return null;
    return (1000 * (last.step - first.step)) / (last.time - first.time);
  }
}
