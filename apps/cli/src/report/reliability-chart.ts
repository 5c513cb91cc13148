// The reliability diagram: how often answers of some confidence are right. A calibrated net lies on the diagonal.
import * as Plot from '@observablehq/plot';
import type { Calibration, ReliabilityBin } from 'evenkeel';
import { drawFigure } from './figure.js';

/** Radius of the dot of a bin that has all answers, in pixels. */
const largest = 14;

export function reliabilityChart({ bins }: Calibration): string {
  const seen = bins.filter(({ count }) => count > 0);
  const total = seen.reduce((sum, { count }) => sum + count, 0);
  return drawFigure('Calibration', {
    height: 560,
    x: { label: 'Confidence: probability of the answer (%)', domain: [0, 100], percent: true },
    y: { label: 'Accuracy (%)', grid: true, ticks: 5, domain: [0, 100], percent: true },
    r: { range: [2, largest], domain: [0, 1] },
    marks: [
      Plot.rect(seen, {
        x1: 'from',
        x2: 'to',
        y1: 0,
        y2: 'accuracy',
        fill: 'var(--batch-norm)',
        fillOpacity: 0.22,
        inset: 0.5,
      }),
      Plot.line(
        [
          [0, 0],
          [1, 1],
        ],
        { strokeOpacity: 0.5, strokeDasharray: '4 4' },
      ),
      Plot.dot(seen, {
        x: 'confidence',
        y: 'accuracy',
        r: ({ count }: ReliabilityBin) => count / total,
        fill: 'var(--batch-norm)',
        title: describeBin,
      }),
    ],
  });
}

function describeBin({ count, confidence, accuracy }: ReliabilityBin): string {
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  return `${count.toLocaleString('en-US')} answers of ${percent(confidence)} confidence: ${percent(accuracy)} right`;
}
