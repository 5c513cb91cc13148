// The charts of a classifier on test images.
import type { ClassOutcome } from '../classes/outcome.js';
import { confusionChart } from './confusion-chart.js';
import { reliabilityChart } from './reliability-chart.js';
import type { RunFigure } from './figure.js';

export function classFigures({ names, confusion, calibration }: ClassOutcome): RunFigure[] {
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  return [
    {
      name: 'confusion',
      svg: confusionChart({ counts: confusion, names }),
      caption:
        'Test images of each class (rows) by the answer that they got; off the diagonal are the mistakes',
    },
    {
      name: 'calibration',
      svg: reliabilityChart(calibration),
      caption:
        `How often answers are right, by how sure the net is of them; larger dots are more answers. Expected calibration ` +
        `error ${percent(calibration.expectedError)}, largest ${percent(calibration.maximumError)}`,
    },
  ];
}
