// The experiment about the average of several nets, and of several looks at each image.
import {
  augmented,
  batchNorm,
  compose,
  cosineAnnealing,
  cropViews,
  predictor,
  randomCrop,
  randomFlip,
  sgd,
  type Layer,
  type Parameter,
} from 'evenkeel';
import { Votes } from './votes.js';
import type { Experiment } from './experiment.js';
import { convNet, usual } from './nets.js';

/** As many nets as the batch-norm paper took. */
const nets = 6;

const lr = 0.02;

/** Black pixels around each image, from which crops of its size are taken. */
const padding = 2;

export const ensembles: Experiment = {
  name: 'ensembles',
  question: 'What do several nets and several looks at each image add to one?',
  columns: [
    { key: 'crops', head: 'crops', percent: true },
    { key: 'nets', head: 'nets so far', percent: true },
    { key: 'both', head: 'both', percent: true },
  ],
  sweep: { label: 'nets', keys: ['nets', 'both'], what: 'Test accuracy' },
  trials: (frame) => {
    const { data } = frame;
    const [height, width, channels] = data.train.shape;
    // Digits mean something else, or nothing, in a mirror.
    const mirror = channels === 3;
    const shift = randomCrop({ padding });
    const transform = mirror ? compose(shift, randomFlip()) : shift;
    const views = cropViews({ size: [height, width], grid: 3, padding, mirror });
    const [alone, together] = [new Votes(data.test), new Votes(data.test)];
    return Array.from({ length: nets }, (_, i) => ({
      name: `net ${i + 1}`,
      seed: frame.seed + i,
      transform,
      sweep: { line: 'nets', at: i + 1 },
      model: () =>
        convNet(
          frame,
          usual((n) => batchNorm(n)),
        ),
      optimizer: (parameters: readonly Parameter[]) => sgd(parameters, { lr, momentum: 0.9 }),
      schedule: cosineAnnealing({ baseLr: lr, steps: frame.steps }),
      measure: async (model: Layer) => {
        const one = predictor(model);
        await alone.add(one);
        const crops = await together.add(augmented(one, views));
        return { crops, nets: alone.accuracy(), both: together.accuracy() };
      },
    }));
  },
};
