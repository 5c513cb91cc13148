// Trains on a folder of images for images.test.ts. Arguments: the folder, the side of its images,
// images a step, steps between two looks at the memory. Prints what it took as JSON.
import { readFileSync } from 'node:fs';
import { imageFolder } from '@evenkeel/data/images';
import {
  adam,
  batchNorm,
  conv2d,
  fit,
  generator,
  globalAvgPool,
  linear,
  relu,
  sequential,
  streamLoader,
} from 'evenkeel';

const [directory = '', ...numbers] = process.argv.slice(2);
const [side = 0, batch = 0, every = 0] = numbers.map(Number);
const folder = await imageFolder(directory, { size: [side, side], workers: 2 });
const data = streamLoader(folder, { batch, generator: generator(1) });
const model = sequential(
  conv2d(3, 8, { kernel: 5, stride: 4, bias: false }),
  batchNorm(8),
  relu(),
  globalAvgPool(),
  linear(8, 3),
);
const resident: number[] = [];
const losses: number[] = [];
await fit(model, {
  data,
  optimizer: adam(model.parameters(), { lr: 0.01 }),
  epochs: 1,
  onEvent(event) {
    if (event.kind !== 'step') return;
    losses.push(event.loss);
    if (event.step % every === 0) resident.push(process.memoryUsage().rss);
  },
});
await data.close();
const status = readFileSync('/proc/self/status', 'utf8');
const kilobytes = (name: string): number =>
  Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]);
process.stdout.write(
  JSON.stringify({
    images: folder.count,
    decoded: folder.count * side * side * 3,
    steps: losses.length,
    firstLoss: losses[0],
    lastLoss: losses.at(-1),
    resident,
    peak: kilobytes('VmHWM') * 1024,
    data: kilobytes('VmData') * 1024,
  }),
);
