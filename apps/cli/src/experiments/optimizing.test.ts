import { drawDigits } from '@evenkeel/data';
import { expect, it } from 'vitest';
import { schedules } from './optimizing.js';

it.each([100, 200, 400])(
  'the slow schedule halves the rate as often in %i steps as it says',
  (steps) => {
    const images = drawDigits({ count: 1 });
    const data = { name: 'digits', train: images, test: images };
    const trials = schedules.trials({ data, seed: 1, batch: 1, steps });
    const slow = trials.filter(({ name }) => name.endsWith(', halved twice'));
    expect(slow).toHaveLength(2);
    for (const { schedule } of slow) {
      const rates = Array.from({ length: Math.floor(0.99 * steps) }, (_, step) => schedule!(step));
      expect([...new Set(rates)]).toEqual([0.1, 0.05, 0.025]);
    }
  },
);
