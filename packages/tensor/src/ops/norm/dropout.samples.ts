import { zeros } from '../../core/create.js';
import { generator } from '../../random/generator.js';
import { bad, float, good, type OpSamples } from '../../samples/sample.js';
import { dropout } from './dropout.js';

/** A new generator for each call: every one drops the same elements. */
const settings = (rate: number) => ({ rate, generator: generator(3) });

export const dropoutSamples: OpSamples = {
  good: [
    good('half', { x: float([4, 9]) }, ({ x }) => dropout(x, settings(0.5))),
    good('nothing', { x: float([5]) }, ({ x }) => dropout(x, settings(0))),
    good('everything', { x: float([5]) }, ({ x }) => dropout(x, settings(1))),
    good('channels', { x: float([3, 2, 2, 4]) }, ({ x }) =>
      dropout(x, { ...settings(0.5), perChannel: true }),
    ),
  ],
  bad: [
    bad(
      'a rate above 1',
      () => dropout(zeros([2]), settings(1.5)),
      'dropout: rate must be from 0 to 1, got 1.5.',
    ),
    bad(
      'channels of a vector',
      () => dropout(zeros([2]), { ...settings(0.5), perChannel: true }),
      'dropout: x must be [N, ..., C], got [2].',
    ),
  ],
};
