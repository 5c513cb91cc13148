// The experiment about noise on the input of linear units with squared error, which is an L2 penalty.
import {
  cosineAnnealing,
  decayGroups,
  flatten,
  gaussianNoise,
  init,
  Linear,
  linear,
  loader,
  noGrad,
  ops,
  sequential,
  sgd,
  tidy,
  type Dataset,
  type Layer,
  type Loss,
  type Parameter,
} from 'evenkeel';
import { inputsOf, type Experiment, type Frame, type Measures, type Trial } from './experiment.js';

/** Deviations of the noise, where pixels are from 0 to 1. */
const deviations = [0.1, 0.3, 1] as const;

const lr = 0.02;

/** Test images that the noise is measured on, and how often. */
const [measured, draws] = [1000, 20];

/** (y - t)^2 / 2 of each unit, t being 1 for the image's class and 0 for the others; the sum over units, the mean over images. */
const squaredError: Loss = (output, y) => {
  const classes = output.shape[1]!;
  return tidy(() => ops.mul(ops.mse(output, ops.oneHot(y, classes)), classes / 2));
};

/** A linear unit for each class, behind noise or not. */
function units(frame: Frame, std: number): Layer {
  const { classes } = frame.data.train;
  const unit = linear(inputsOf(frame), classes, { init: init.zeros() });
  return sequential(flatten(), gaussianNoise({ std }), unit) as Layer;
}

/** With (y - t)^2 / 2 the penalty is std^2 / 2 per squared weight: a weight decay of std^2. Biases get no noise. */
function trial(frame: Frame, name: string, { std = 0, decay = 0 }): Trial {
  return {
    name,
    model: () => units(frame, std),
    loss: squaredError,
    optimizer: (parameters: readonly Parameter[]) => sgd(decayGroups(parameters, decay), { lr }),
    // Noise keeps the weights moving about where the penalty is least; steps that get smaller let them settle.
    schedule: cosineAnnealing({ baseLr: lr, steps: frame.steps }),
  };
}

const weightOf = (model: Layer) => model.modules().find((part) => part instanceof Linear)!.weight;

function squares(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]! ** 2;
  return total;
}

/** Both sides of the equation for noise on the trained units: the loss that noise adds, and std^2 / 2 times the squared weights. */
function bothSides(model: Layer, { std, test }: { std: number; test: Dataset }): Measures {
  const { x, y } = loader(test, { batch: Math.min(measured, test.count), shuffle: false }).next();
  const noise = gaussianNoise({ std });
  const lossOf = (input: typeof x): number =>
    noGrad(() => tidy(() => squaredError(model.eval().forward(input), y))).item();
  const plain = lossOf(x);
  let added = 0;
  for (let draw = 0; draw < draws; draw++) {
    // Each draw with both signs: the term that is linear in the noise is 0 on average, and here to the last digit.
    const both = noGrad(() =>
      tidy(() => {
        const there = noise.forward(x);
        return lossOf(there) + lossOf(ops.sub(ops.mul(x, 2), there));
      }),
    );
    added += (both / 2 - plain) / draws;
  }
  const penalty = (std ** 2 / 2) * squares(weightOf(model).dataSync());
  return { added, penalty, ratio: added / penalty };
}

export const inputNoise: Experiment = {
  name: 'input-noise',
  question: 'Is noise on the input of a linear unit an L2 penalty on its weights?',
  columns: [
    { key: 'added', head: 'noise adds' },
    { key: 'penalty', head: 'penalty' },
    { key: 'ratio', head: 'ratio' },
    { key: 'length', head: 'sum of w^2' },
    { key: 'apart', head: 'from noise', percent: true },
  ],
  sweep: {
    label: 'deviation of the noise',
    logarithmic: true,
    keys: ['added', 'penalty'],
    what: 'Added to the loss',
  },
  trials: (frame) => {
    const test = frame.data.test;
    /** The weights that each deviation of the noise led to. */
    const noisy = new Map<number, Float32Array>();
    const pair = (std: number): Trial[] => [
      {
        ...trial(frame, `noise of ${std}`, { std }),
        sweep: { line: 'noise', at: std },
        measure: (model) => {
          const weights = weightOf(model).dataSync() as Float32Array;
          noisy.set(std, weights);
          return { ...bothSides(model, { std, test }), length: squares(weights) };
        },
      },
      {
        ...trial(frame, `penalty for ${std}`, { decay: std ** 2 }),
        measure: (model) => {
          const weights = weightOf(model).dataSync() as Float32Array;
          const other = noisy.get(std);
          const difference = other?.map((value, i) => value - weights[i]!) ?? [NaN];
          const apart = Math.sqrt(squares(difference) / squares(other ?? []));
          return { ...bothSides(model, { std, test }), length: squares(weights), apart };
        },
      },
    ];
    const without: Trial = {
      ...trial(frame, 'neither', {}),
      measure: (model) => ({ length: squares(weightOf(model).dataSync()) }),
    };
    return [without, ...deviations.flatMap(pair)];
  },
};
