import { describe, expect, it } from 'vitest';
import type { ClassOutcome } from '../classes/outcome.js';
import { classFigures } from './class-figures.js';
import { evaluationPage } from './evaluation-page.js';

const bin = (from: number, count: number, accuracy: number) => ({
  from,
  to: from + 0.5,
  count,
  confidence: from + 0.2,
  accuracy,
});
const outcome: ClassOutcome = {
  names: ['cat', '<dog>'],
  confusion: [
    [3, 1],
    [0, 4],
  ],
  calibration: { bins: [bin(0, 0, 0), bin(0.5, 8, 0.875)], expectedError: 0.175, maximumError: 0.2 },
}; // prettier-ignore

describe('classFigures', () => {
  const [confusion, calibration] = classFigures(outcome);

  it('has a cell for each pair that is there, with its number, names at the sides', () => {
    expect(confusion!.name).toBe('confusion');
    const titles = [...confusion!.svg.matchAll(/<title>([^<]+)<\/title>/g)].map(([, text]) => text);
    expect(titles).toEqual([
      'cat taken for cat: 3',
      'cat taken for &lt;dog&gt;: 1',
      '&lt;dog&gt; taken for &lt;dog&gt;: 4',
    ]);
    expect(confusion!.svg.match(/fill="var\(--plain\)"/g)).toHaveLength(1);
    expect(confusion!.svg.match(/fill="var\(--batch-norm\)"/g)).toHaveLength(2);
  });

  it('leaves numbers out where there are many classes', () => {
    const classes = 30;
    const names = Array.from({ length: classes }, (_, c) => `class ${c}`);
    const counts = names.map((_, c) => names.map((_name, d) => (c === d ? 77 : 0)));
    const [figure] = classFigures({ ...outcome, names, confusion: counts });
    const { svg } = figure!;
    expect(svg.match(/<rect/g)).toHaveLength(classes + 1);
    expect(svg).not.toMatch(/<text[^>]*>77</);
  });

  it('draws the bins that hold answers', () => {
    expect(calibration!.caption).toContain('Expected calibration error 17.5 %, largest 20.0 %');
    expect(calibration!.svg.match(/<circle/g)).toHaveLength(1);
    expect(calibration!.svg).toContain('8 answers of 70.0 % confidence: 87.5 % right');
  });
});

describe('evaluationPage', () => {
  it('holds both charts and a line for each class, and nothing that names can do', () => {
    const settings = [{ name: 'file', value: 'm' }];
    const page = evaluationPage({ accuracy: 0.875, loss: 0.25, outcome, settings });
    expect(page).toContain('<h1>87.50 % test accuracy</h1>');
    expect(page.match(/<svg/g)).toHaveLength(2);
    expect(page).toContain(
      '<tr><th scope="row">&lt;dog&gt;</th><td>4</td><td>80.00 %</td><td>100.00 %</td>',
    );
    expect(page).not.toContain('<dog>');
  });
});
