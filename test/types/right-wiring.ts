// Chains that must compile, and the channel counts that the compiler must find in them.
import {
  adaptiveAvgPool2d,
  batchNorm,
  conv1d,
  conv2d,
  convTranspose2d,
  dropout,
  embedding,
  flatten,
  foldBatchNorm,
  ghostBatchNorm,
  globalAvgPool,
  globalMaxPool,
  glu,
  groupNorm,
  gru,
  instanceNorm,
  layerNorm,
  linear,
  localResponseNorm,
  lstm,
  maxout,
  maxPool1d,
  maxPool2d,
  parallel,
  prelu,
  relu,
  residual,
  rmsNorm,
  rnn,
  sequential,
  sigmoid,
  softmax,
  spatialDropout,
  upsample2d,
  weightNorm,
  type InputOf,
  type Layer,
  type OutputOf,
} from './vocabulary.js';

type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <_Statement extends true>(): void => {};

const mlp = sequential(linear(784, 100), batchNorm(100), sigmoid(), linear(100, 10));
holds<Same<InputOf<typeof mlp>, 784>>();
holds<Same<OutputOf<typeof mlp>, 10>>();
export const asLayer: Layer<784, 10> = mlp;
export const asAnyLayer: Layer = mlp;
export const firstWeight = mlp.layers[0].weight;

const nested = sequential(
  sequential(relu(), linear(784, 100)),
  sequential(relu(), relu()),
  mlpTail(),
);
holds<Same<InputOf<typeof nested>, 784>>();
holds<Same<OutputOf<typeof nested>, 10>>();

function mlpTail() {
  return sequential(batchNorm(100), linear(100, 10));
}

const convolutional = sequential(
  conv2d(1, 32, { kernel: 5, padding: 2, bias: false }),
  batchNorm(32),
  relu(),
  maxPool2d({ kernel: 2 }),
  flatten(),
  linear(14 * 14 * 32, 10),
);
holds<Same<InputOf<typeof convolutional>, 1>>();
holds<Same<OutputOf<typeof convolutional>, 10>>();

const normalized = sequential(
  weightNorm(conv2d(3, 16, { kernel: 3 })),
  groupNorm(16, { groups: 4 }),
  instanceNorm(16),
  localResponseNorm(),
  layerNorm([26, 26, 16]),
  spatialDropout(),
  weightNorm(linear(16, 20)),
  rmsNorm(20),
  ghostBatchNorm(20, { size: 8 }),
  dropout(),
);
holds<Same<InputOf<typeof normalized>, 3>>();
holds<Same<OutputOf<typeof normalized>, 20>>();
export const forInference: Layer<3, 20> = foldBatchNorm(normalized);

const block = residual(sequential(conv2d(16, 16, { kernel: 3, padding: 1 }), batchNorm(16)));
const wider = residual(
  sequential(conv2d(16, 32, { kernel: 3, padding: 1 }), batchNorm(32), relu()),
  conv2d(16, 32, { kernel: 1 }),
);
const resNet = sequential(
  conv2d(3, 16, { kernel: 3 }),
  block,
  wider,
  globalAvgPool(),
  linear(32, 10),
);
holds<Same<InputOf<typeof resNet>, 3>>();
holds<Same<OutputOf<typeof resNet>, 10>>();

const inception = parallel(
  conv2d(192, 64, { kernel: 1 }),
  sequential(conv2d(192, 96, { kernel: 1 }), relu(), conv2d(96, 128, { kernel: 3, padding: 1 })),
  sequential(maxPool2d({ kernel: 3, stride: 1, padding: 1 }), conv2d(192, 32, { kernel: 1 })),
  relu(),
);
holds<Same<InputOf<typeof inception>, 192>>();
holds<Same<OutputOf<typeof inception>, 416>>();
const carried = parallel(linear(3, 999), linear(3, 1), linear(3, 1024));
holds<Same<OutputOf<typeof carried>, 2024>>();
export const asChain: Layer<192, 10> = sequential(inception, batchNorm(416), linear(416, 10));

const recurrent = sequential(
  conv1d(8, 16, { kernel: 3, padding: 'same' }),
  lstm(16, 24),
  rnn(24, 24),
  gru(24, 32, { returns: 'last' }),
  linear(32, 10),
);
holds<Same<InputOf<typeof recurrent>, 8>>();
holds<Same<OutputOf<typeof recurrent>, 10>>();

const decoder = sequential(
  convTranspose2d(64, 32, { kernel: 4, stride: 2 }),
  prelu(32),
  upsample2d({ scale: 2 }),
  adaptiveAvgPool2d([7, 7]),
  prelu(),
  conv2d(32, 16, { kernel: 3 }),
  globalMaxPool(),
  glu(8),
  maxout(8, 20, { pieces: 3 }),
  softmax(),
);
holds<Same<InputOf<typeof decoder>, 64>>();
holds<Same<OutputOf<typeof decoder>, 20>>();

const text = sequential(
  parallel(embedding(1000, 32), embedding(1000, 16)),
  gru(48, 24, { norm: 'layer' }),
  maxPool1d({ kernel: 2 }),
  lstm(24, 12, { norm: 'batch', steps: 5, returns: 'last' }),
  linear(12, 2),
);
holds<Same<InputOf<typeof text>, never>>();
holds<Same<OutputOf<typeof text>, 2>>();
export const textAsLayer: Layer<number, 2> = text;
export const gate: Layer<number, number> = glu(Math.round(8));

/** Sizes known only at run time fit everywhere. */
export function classifier(inputs: number, hidden: number, classes: 10): Layer<number, 10> {
  return sequential(linear(inputs, hidden), batchNorm(100), relu(), linear(hidden, classes));
}

export function branches(inputs: number): Layer<number, 5> {
  const some = parallel(linear(inputs, 2), linear(7, 3));
  holds<Same<InputOf<typeof some>, 7>>();
  return parallel(linear(inputs, 2), linear(inputs, 3));
}

/** So do lists of layers. */
export function stack(blocks: Layer[]): Layer<784, 10> {
  return sequential(linear(784, 100), ...blocks, linear(100, 10));
}
