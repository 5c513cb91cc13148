// How fast transforms are: batches of 128 images of CIFAR's size, as a loader makes them, with each transform and without.
import {
  compose,
  cutmix,
  cutout,
  dataset,
  drawDigits,
  channelStatistics,
  generator,
  loader,
  mixup,
  photometric,
  randomAffine,
  randomCrop,
  randomFlip,
  smoothLabels,
  standardize,
  standardizeEach,
  tidy,
  type Transform,
} from 'evenkeel';
import { formatTable } from './format.js';
import { median } from './samples.js';

const batch = 128;

/** Pixels of digits, cut into color images of 32 x 32. */
const set = dataset({
  name: 'of the size of CIFAR',
  images: drawDigits({ count: 2048 }).images.subarray(0, 4 * batch * 3072),
  labels: new Uint8Array(4 * batch),
  shape: [32, 32, 3],
  classes: 10,
});

const usual = [randomCrop({ padding: 4 }), randomFlip()];
const statistics = channelStatistics(set);
const contenders: readonly (readonly [name: string, transform: Transform | null])[] = [
  ['no transform', null],
  ['one that does nothing', compose()],
  ['randomCrop, 4 pixels', usual[0]!],
  ['randomFlip', usual[1]!],
  ['cutout, 8 pixels', cutout({ size: 8 })],
  [
    'randomAffine, all four',
    randomAffine({ rotation: 10, translation: 0.1, scale: [0.9, 1.1], shear: 5 }),
  ],
  ['photometric, all three', photometric({ brightness: 0.4, contrast: 0.4, saturation: 0.4 })],
  ['standardize', standardize(statistics)],
  ['standardizeEach', standardizeEach()],
  ['mixup', mixup()],
  ['cutmix', cutmix()],
  ['smoothLabels', smoothLabels(0.1)],
  [
    'crop, flip, cutout, standardize',
    compose(...usual, cutout({ size: 8 }), standardize(statistics)),
  ],
];

/** The table of `pnpm bench --transforms`: median milliseconds of a batch over all rounds, and images a second. */
export function formatTransforms(rounds: number): string {
  const loaders = contenders.map(([name, transform]) => ({
    name,
    data: loader(set, {
      batch,
      generator: generator(1),
      ...(transform === null ? {} : { transform }),
    }),
    times: [] as number[],
  }));
  // The first rounds compile.
  for (let round = -10; round < 20 * rounds; round += 1) {
    for (const { data, times } of loaders) {
      const start = performance.now();
      tidy(() => void data.next());
      if (round >= 0) times.push(performance.now() - start);
    }
  }
  const rows = loaders.map(({ name, times }) => {
    const milliseconds = median(times);
    const rate = Math.round((1000 * batch) / milliseconds);
    return [name, milliseconds.toFixed(2), rate.toLocaleString('en-US')];
  });
  return formatTable(['batches of 128 x [32, 32, 3]', 'ms:', 'images/s:'], rows);
}
