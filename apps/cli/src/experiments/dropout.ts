// The experiment about dropout with and without batch norm, where a net can learn its few images by heart.
import {
  batchNorm,
  dropout,
  evaluate,
  flatten,
  linear,
  loader,
  relu,
  sequential,
  sgd,
  sliceDataset,
  type Layer,
  type Parameter,
} from 'evenkeel';
import { inputsOf, type Experiment, type Frame } from './experiment.js';

/** Images to learn from, unless a batch takes more: few, so that there is something to regularize. */
const few = 2000;

const units = 200;

const rates = [0, 0.2, 0.5] as const;

/** Two hidden layers, dropout behind each. */
function net(frame: Frame, { normalized, rate }: { normalized: boolean; rate: number }): Layer {
  const block = (inputs: number): Layer[] => [
    linear(inputs, units, { bias: !normalized }),
    ...(normalized ? [batchNorm(units)] : []),
    relu(),
    ...(rate > 0 ? [dropout({ rate })] : []),
  ];
  return sequential(
    flatten(),
    ...block(inputsOf(frame)),
    ...block(units),
    linear(units, frame.data.train.classes),
  ) as Layer;
}

export const dropoutAndNorm: Experiment = {
  name: 'dropout',
  question: 'Does a net with batch norm still need dropout?',
  columns: [{ key: 'training', head: 'of training images', percent: true }],
  trials: (frame) => {
    const { train } = frame.data;
    const images = sliceDataset(train, { end: Math.min(Math.max(few, frame.batch), train.count) });
    const right = async (model: Layer): Promise<number> => {
      const batches = loader(images, { batch: Math.min(500, images.count), shuffle: false });
      return (await evaluate(model, batches)).accuracy;
    };
    return [false, true].flatMap((normalized) =>
      rates.map((rate) => ({
        name: `${normalized ? 'batch norm' : 'plain'}, ${rate === 0 ? 'no dropout' : `dropout of ${rate}`}`,
        train: images,
        model: () => net(frame, { normalized, rate }),
        optimizer: (parameters: readonly Parameter[]) =>
          sgd(parameters, { lr: 0.05, momentum: 0.9 }),
        measure: async (model: Layer) => ({ training: await right(model) }),
      })),
    );
  },
};
