import { describe, expect, it } from 'vitest';
import type { Variant } from '../compare/result.js';
import { accuracyChart } from './chart.js';

const net = (name: Variant['name'], ...accuracies: number[]): Variant => ({
  name,
  curve: accuracies.map((testAccuracy, i) => ({ step: (i + 1) * 200, loss: 1, testAccuracy })),
});
const nets = [
  net('batch norm', 0.6, 0.9, 0.94, 0.95, 0.96),
  net('plain', 0.2, 0.4, 0.45, 0.8, 0.931),
];
const bare = (_: string, text: string): string => text;
const draw = (columns: number, variants: readonly Variant[] = nets): string =>
  accuracyChart(variants, { columns, paint: bare });

describe('accuracyChart', () => {
  it('draws both nets with lines of their own over steps from 0 on', () => {
    expect(`\n${draw(50)}\n`).toBe(`
Test accuracy (%)
      ━━━━ batch norm   ╌╌╌╌ plain

 100 ┤
     │              ┏━━━━━━━━━━━━━━━━━━━━ 96.0
     │             ┏┛              ╭╌╌╌╯  93.1
  80 ┤           ┏━┛             ╭╌╯
     │          ┏┛              ╭╯
     │        ┏━┛             ╭╌╯
  60 ┤       ━┛              ╭╯
     │                      ╭╯
     │                   ╭╌╌╯
  40 ┤             ╭╌╌╌╌╌╯
     │           ╭╌╯
     │        ╭╌╌╯
  20 ┤       ╌╯
     │
     │
   0 ┤
     └┬────────────────┬────────────────┬
      0               500             1,000
                optimizer steps
`);
  });

  it.each([20, 30, 50, 80, 100, 120, 300])('stays below %i columns', (columns) => {
    const longest = Math.max(
      ...draw(columns)
        .split('\n')
        .map((line) => line.length),
    );
    expect(longest).toBeLessThan(Math.max(columns, 36));
  });

  it('keeps the numbers of equal ends apart', () => {
    const lines = draw(80, [net('batch norm', 0.5, 1), net('plain', 0.2, 1)]).split('\n');
    expect(lines.filter((line) => line.endsWith('100.0'))).toHaveLength(2);
    const lowest = draw(80, [net('batch norm', 0, 0), net('plain', 0, 0)]).split('\n');
    expect(lowest.filter((line) => line.endsWith(' 0.0'))).toHaveLength(2);
  });

  it('draws one test, and a net that stopped early', () => {
    expect(draw(80, [net('batch norm', 0.5), net('plain')])).toContain('━ 50.0');
    expect(draw(80, [net('batch norm', 0.5, 0.6, 0.7), net('plain', 0.1)])).toContain('╌');
  });

  it('says when there is nothing to draw', () => {
    expect(draw(80, [net('batch norm'), net('plain')])).toBe(
      'No test was made: there is no curve to draw.',
    );
  });

  it('paints each net and nothing else', () => {
    const painted = accuracyChart(nets, { columns: 80, paint: (name) => `<${name}>` });
    expect(painted).not.toMatch(/[━╌]/);
    expect(painted).toContain('<batch norm>   <plain>');
  });
});
