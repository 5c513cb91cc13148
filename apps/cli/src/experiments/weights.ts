// The experiment about the size of first weights.
import { mlp, sgd, varianceScaling, type Parameter } from 'evenkeel';
import { hiddenSizes, type Experiment } from './experiment.js';

/** Multiples of He's deviation, sqrt(2 / fanIn). */
const scales = [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100] as const;

export const weightScales: Experiment = {
  name: 'weight-scales',
  question: 'How much do first weights of the wrong size matter, with batch norm and without?',
  sweep: { label: "multiple of He's deviation", logarithmic: true },
  trials: (frame) => {
    const sizes = hiddenSizes(frame, { layers: 5, units: 100 });
    return [true, false].flatMap((batchNorm) =>
      scales.map((scale) => {
        const line = batchNorm ? 'batch norm' : 'plain';
        const gain = scale * Math.SQRT2;
        const init = varianceScaling({ scheme: 'scaled', kind: 'normal', mode: 'fanIn', gain });
        return {
          name: `${line}, ${scale} times He`,
          sweep: { line, at: scale },
          model: () => mlp({ sizes, activation: 'relu', batchNorm, init }),
          optimizer: (parameters: readonly Parameter[]) =>
            sgd(parameters, { lr: 0.02, momentum: 0.9 }),
        };
      }),
    );
  },
};
