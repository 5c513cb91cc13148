import { decodeLog } from 'evenkeel';
import { describe, expect, it } from 'vitest';
import { runPage } from './run-page.js';

const input = (mean: number) => ({
  count: 100,
  nonFinite: 0,
  mean,
  deviation: 1,
  percentiles: [mean - 1, mean, mean + 1],
  histogram: { from: mean - 2, to: mean + 2, counts: Array.from({ length: 32 }, (_, i) => i) },
});
const look = (step: number) => ({
  kind: 'monitor',
  step,
  loss: step === 0 ? null : 1 / step,
  largestLoss: null,
  lr: 0.1,
  activations: [
    {
      layer: '1.<b>',
      kind: 'relu',
      units: 10,
      input: input(step / 100),
      unit: { index: 0, percentiles: [-1, 0, 1] },
      saturated: null,
      dead: 0.4,
      duplicates: 0,
    },
  ],
  parameters: [
    {
      name: '0.weight',
      size: 7840,
      rank: 2,
      norm: 3,
      gradientNorm: 0.1,
      updateRatio: step === 0 ? null : 0.002,
      effectiveRate: null,
    },
  ],
  norms: [{ layer: '0.1', channels: 10, meanShift: 0.2, varianceRatio: 1.5 }],
});
const entries = [
  {
    kind: 'run',
    schema: 1,
    date: '2026-01-01T00:00:00Z',
    settings: { seed: '7', note: '<script>' },
  },
  { kind: 'start', step: 0 },
  look(0),
  ...[10, 20, 30].flatMap((step) => [
    { kind: 'step', step, loss: 1 / step, lr: 0.1, samplesPerSecond: 100 },
    look(step),
  ]),
  { kind: 'evaluation', step: 30, accuracy: 0.9712, loss: 0.1 },
  { kind: 'end', step: 30, reason: 'aborted', why: null },
];
const log = entries.map((entry) => `${JSON.stringify(entry)}\n`);

describe('runPage', () => {
  const page = runPage(decodeLog(log.join('')));

  it('says how far the run came, and what was found', () => {
    expect(page).toContain('<h1>97.12 % test accuracy, after 30 steps (aborted)</h1>');
    expect(page).toContain('<li>layer 1.&lt;b&gt; (relu): 40 % of its units are dead since step 0');
  });

  it('draws curves, ribbons and histograms, and escapes names', () => {
    expect(page.match(/<svg/g)).toHaveLength(7);
    expect(page).not.toContain('<script');
    expect(page.replaceAll(/"[^"]*"/g, '')).not.toContain('<b>');
    expect(page).toContain('percentiles of the input to 1.&lt;b&gt; (relu)');
    expect(page).not.toMatch(/NaN|undefined/);
  });

  it('has tables of layers and parameters, and the settings', () => {
    expect(page).toContain('<td>40.0 %</td>');
    expect(page).toContain(
      '<th scope="row">0.weight</th><td>7,840</td><td>3</td><td>0.1</td><td>0.002</td>',
    );
    expect(page).toContain('<th scope="row">0.1</th><td>10</td><td>0.2</td><td>1.5</td>');
    expect(page).toContain('<dt>seed</dt><dd>7</dd>');
  });

  it('makes do with a run that has barely begun', () => {
    const empty = runPage(decodeLog(log.slice(0, 2).join('')));
    expect(empty).toContain('<h1>Not tested yet, after 0 steps</h1>');
    expect(empty).toContain('Nobody looked at the layers.');
  });
});
