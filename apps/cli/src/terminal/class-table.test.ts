import { expect, it } from 'vitest';
import { classTable } from './class-table.js';

it('shows each class, its most frequent mistake, and both means', () => {
  const counts = [
    [3, 1, 0],
    [0, 1, 0],
    [0, 0, 0],
  ];
  expect(classTable(counts, ['cat', 'dog', 'emu']).split('\n')).toEqual([
    'class              images  precision    recall       F1  taken for',
    '------------------------------------------------------------------',
    'cat                     4   100.00 %   75.00 %  85.71 %  dog (1)',
    'dog                     1    50.00 %  100.00 %  66.67 %',
    'emu                     0          –         –        –',
    '------------------------------------------------------------------',
    'mean over classes            75.00 %   87.50 %  76.19 %',
    'weighed by images       5    90.00 %   80.00 %  81.90 %',
  ]);
});
