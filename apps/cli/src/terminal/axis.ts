// The axis of steps: where its ticks stand and how they are labelled.

const mostTicks = 8;

/** Round numbers from 0 to at most `last`, as close as `room` numbers allow. */
export function roundTicks(last: number, room: number): number[] {
  const least = last / Math.max(1, room);
  const power = 10 ** Math.floor(Math.log10(least));
  const spacing = Math.max(1, [1, 2, 5, 10].find((factor) => factor * power >= least)! * power);
  const count = Math.floor(last / spacing);
  return Array.from({ length: count + 1 }, (_, i) => i * spacing);
}

export interface StepAxis {
  /** The line with its ticks. */
  readonly line: string;
  /** The numbers below it. */
  readonly labels: string;
}

export interface AxisOptions {
  /** Characters from step 0 to the last. */
  readonly width: number;
  /** Characters that labels may reach beyond. */
  readonly overhang: number;
}

/** The axis from step 0 to `last`. */
export function stepAxis(last: number, { width, overhang }: AxisOptions): StepAxis {
  const widest = last.toLocaleString('en-US').length + 4;
  const ticks = roundTicks(last, Math.min(mostTicks, Math.floor(width / widest)));
  const line = Array.from({ length: width }, () => '─');
  const labels = Array.from({ length: width + overhang }, () => ' ');
  for (const tick of ticks) {
    const column = Math.round((tick / last) * (width - 1));
    const text = tick.toLocaleString('en-US');
    const start = Math.max(0, column - Math.floor(text.length / 2));
    line[column] = '┬';
    labels.splice(start, text.length, ...text.split(''));
  }
  return { line: line.join(''), labels: labels.join('').trimEnd() };
}
