// The experiment about recurrent nets: images are read row by row, as sequences of as many steps as they are high.
import {
  adam,
  gru,
  Layer,
  linear,
  lstm,
  reshape,
  rnn,
  sequential,
  type RecurrentNormOptions,
  type Tensor,
} from 'evenkeel';
import type { Experiment, Frame } from './experiment.js';

/** Images [N, H, W, C] as sequences [N, H, W * C]. */
class Rows extends Layer {
  static readonly repeats: boolean = true;

  override forward(x: Tensor): Tensor {
    const [n = 0, height = 0, width = 0, channels = 0] = x.shape;
    return reshape(x, [n, height, width * channels]);
  }
}

const hidden = 48;

const cells = { RNN: rnn, LSTM: lstm, GRU: gru } as const;

function net(
  { data: { train } }: Frame,
  cell: keyof typeof cells,
  norm: RecurrentNormOptions,
): Layer {
  const [, width, channels] = train.shape;
  const walk = cells[cell](width * channels, hidden, { returns: 'last', ...norm });
  return sequential(new Rows(), walk, linear(hidden, train.classes)) as Layer;
}

export const recurrent: Experiment = {
  name: 'recurrent',
  question: 'Do layer norm and batch norm help nets that read images row by row?',
  trials: (frame) => {
    const steps = frame.data.train.shape[0];
    const norms: readonly (readonly [string, RecurrentNormOptions])[] = [
      ['', {}],
      [', layer norm', { norm: 'layer' }],
      [', batch norm', { norm: 'batch', steps }],
    ];
    return (Object.keys(cells) as (keyof typeof cells)[]).flatMap((cell) =>
      norms.map(([name, norm]) => ({
        name: cell + name,
        model: () => net(frame, cell, norm),
        optimizer: (parameters) => adam(parameters, { lr: 0.003 }),
      })),
    );
  },
};
