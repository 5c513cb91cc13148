import { expect, it } from 'vitest';
import { standaloneSvg } from './figure-files.js';
import { ribbonChart } from './ribbon-chart.js';

it('an SVG of its own needs neither the colors of a page nor its name space', () => {
  const points = [0, 5].map((step) => ({ step, percentiles: [1, 2, 3] as const }));
  const svg = standaloneSvg(ribbonChart({ label: 'Input', points, color: 'var(--plain)' }));
  expect(svg).not.toMatch(/var\(|currentColor/);
  expect(svg).toContain('#c04f00');
  expect(svg.match(/<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/g)).toHaveLength(1);
  expect(svg).toMatch(/^<svg [^>]*><rect width="100%" height="100%" fill="white"\/>/);
});
