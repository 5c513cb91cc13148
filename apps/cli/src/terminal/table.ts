// The table of figures in the terminal.
import { stepsOf, type Variant } from '../compare/result.js';

const percent = (accuracy: number): string => `${(accuracy * 100).toFixed(2)} %`;

/** Between two columns of one net, and between nets. */
const gap = { within: '  ', between: '   ' } as const;

/** A line a test: step, then loss and test accuracy of every net; figures stand right under each other. */
export function figuresTable(variants: readonly Variant[]): string {
  const steps = stepsOf(variants);
  const blocks = [
    stepBlock(steps.map((step) => step.toLocaleString('en-US'))),
    ...variants.map((variant) => netBlock(variant, steps)),
  ];
  return [0, 1, ...steps.map((_, i) => i + 2)]
    .map((line) => blocks.map((block) => block[line]!).join(gap.between))
    .join('\n');
}

function stepBlock(steps: readonly string[]): string[] {
  const width = Math.max(...['step', ...steps].map(({ length }) => length));
  return ['', 'step', ...steps].map((text) => text.padStart(width));
}

/** Two head lines and a line a step. */
function netBlock({ name, curve }: Variant, steps: readonly number[]): string[] {
  const rows = steps.map((step): [string, string] => {
    const point = curve.find((candidate) => candidate.step === step);
    return point === undefined ? ['–', ''] : [point.loss.toFixed(4), percent(point.testAccuracy)];
  });
  const lines = [['loss', 'test acc.'] as const, ...rows].map(
    ([loss, accuracy]) => `${loss.padStart(8)}${gap.within}${accuracy.padStart(9)}`,
  );
  return [name.padStart(lines[0]!.length), ...lines];
}
