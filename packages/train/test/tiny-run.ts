// A model, an optimizer and data small enough for a test, built anew each time from the same seeds.
import { dataset, loader, type Dataset } from '@evenkeel/data';
import { batchNorm, flatten, linear, relu, sequential } from '@evenkeel/layers';
import { sgd } from '@evenkeel/optim';
import { generator } from '@evenkeel/tensor';

/** 24 images of 2 x 2 pixels; class 1 where the left half is brighter. */
const halves: Dataset = dataset({
  name: 'halves',
  images: Uint8Array.from({ length: 96 }, (_, i) => {
    const image = i >> 2;
    const left = i % 2 === 0;
    return (left === (image % 2 === 1) ? 180 : 40) + ((i * 37) % 60);
  }),
  labels: Uint8Array.from({ length: 24 }, (_, image) => image % 2),
  shape: [2, 2, 1],
  classes: 2,
});

export function tinyRun(lr = 0.2) {
  const model = sequential(flatten(), linear(4, 6), batchNorm(6), relu(), linear(6, 2));
  return {
    model,
    optimizer: sgd(model.parameters(), { lr, momentum: 0.9 }),
    data: loader(halves, { batch: 5, dropLast: true, generator: generator(3) }),
  };
}

/** In order, the last batch smaller. */
export const validation = () => loader(halves, { batch: 7, shuffle: false });
