import { describe, expect, it } from 'vitest';
import type { ComparisonResult } from '../compare/result.js';
import { comparePage } from './compare-page.js';

const result: ComparisonResult = {
  data: '<b>"mine" & theirs',
  seed: 1,
  backend: 'native',
  seconds: 1,
  variants: [
    {
      name: 'batch norm',
      curve: [
        { step: 1000, loss: 0.4, testAccuracy: 0.91 },
        { step: 2000, loss: 0.2, testAccuracy: 0.956 },
      ],
    },
    { name: 'plain', curve: [{ step: 1000, loss: 1.4, testAccuracy: 0.41 }] },
  ],
};

describe('comparePage', () => {
  const settings = [
    { name: 'a & b', value: '<script>alert(1)</script>' },
    { name: 'command', value: 'evenkeel compare --steps 5' },
  ];
  const page = comparePage({ result, settings, looks: [] });

  it('escapes what comes from outside', () => {
    expect(page).not.toContain('<script');
    expect(page).not.toContain('<b>"mine"');
    expect(page).toContain('&lt;b&gt;&quot;mine&quot; &amp; theirs');
    expect(page).toContain('<dt>a &amp; b</dt><dd>&lt;script&gt;alert(1)&lt;/script&gt;</dd>');
  });

  it('shows where a net had to stop', () => {
    expect(page).toContain('<th scope="row">2,000</th><td>0.2000</td><td>95.60 %</td><td>–</td>');
    expect(page).toContain('<span style="color:var(--plain)">41.0 %</span> without');
  });

  it('draws both curves of both quantities, and names each dot', () => {
    expect(page.match(/<svg/g)).toHaveLength(2);
    expect(page).toContain('<title>batch norm, step 2000: 95.60 %</title>');
    expect(page).toContain('<title>plain, step 1000: 1.4000</title>');
  });

  it('keeps an option together with its value', () => {
    expect(page).toContain('evenkeel compare <span class="option">--steps 5</span>');
  });
});
