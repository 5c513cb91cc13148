import { expect, it } from 'vitest';
import { figuresTable } from './table.js';

it('aligns the figures of both nets and says where one had to stop', () => {
  const table = figuresTable([
    {
      name: 'batch norm',
      curve: [
        { step: 200, loss: 1.41218, testAccuracy: 0.8885 },
        { step: 1000, loss: 0.24719, testAccuracy: 1 },
      ],
    },
    { name: 'plain', curve: [{ step: 200, loss: 12.24536, testAccuracy: 0.0912 }] },
  ]);
  expect(`\n${table}\n`).toBe(`
                 batch norm                 plain
 step       loss  test acc.       loss  test acc.
  200     1.4122    88.85 %    12.2454     9.12 %
1,000     0.2472   100.00 %          –           
`);
});
