// Chains that must not compile. Each directive ends in the message that the compiler must print; messages.test.ts
// compares it with what tsc really says.
import {
  adaptiveMaxPool2d,
  avgPool2d,
  batchNorm,
  batchRenorm,
  conv1d,
  conv2d,
  convTranspose2d,
  dropout,
  embedding,
  flatten,
  globalAvgPool,
  globalMaxPool,
  glu,
  groupNorm,
  gru,
  Layer,
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
  upsample2d,
  weightNorm,
  type Tensor,
} from './vocabulary.js';

class Doubling extends Layer<8, 16> {
  override forward(x: Tensor): Tensor {
    return x;
  }
}

// @ts-expect-error layer expects 64 channels but the layer before it gives 100
sequential(linear(784, 100), batchNorm(64));

// @ts-expect-error layer expects 50 channels but the layer before it gives 100
sequential(linear(784, 100), relu(), linear(50, 10));

// @ts-expect-error layer expects 10 channels but the layer before it gives 100
sequential(linear(784, 100), linear(100, 100), linear(10, 10), relu());

sequential(
  conv2d(1, 32, { kernel: 5 }),
  relu(),
  maxPool2d({ kernel: 2 }),
  // @ts-expect-error layer expects 16 channels but the layer before it gives 32
  conv2d(16, 64, { kernel: 5 }),
);

// @ts-expect-error layer expects 32 channels but the layer before it gives 64
sequential(conv2d(3, 64, { kernel: 3 }), batchNorm(32), relu());

// @ts-expect-error layer expects 3136 channels but the layer before it gives 64
sequential(conv2d(32, 64, { kernel: 5 }), relu(), linear(3136, 10));

// @ts-expect-error layer expects 1 channels but the layer before it gives 100
sequential(linear(784, 100), sigmoid(), conv2d(1, 32, { kernel: 5 }));

// @ts-expect-error layer expects 32 channels but the layer before it gives 64
sequential(conv2d(3, 64, { kernel: 3 }), globalAvgPool(), linear(32, 10));

// @ts-expect-error layer expects 4 channels but the layer before it gives 3
sequential(sequential(linear(2, 3), relu()), sequential(linear(4, 5), relu()));

// @ts-expect-error layer expects 7 channels but the layer before it gives 6
sequential(linear(5, 6), sequential(relu(), sigmoid()), sequential(relu(), linear(7, 8)));

// @ts-expect-error layer expects 64 channels but the layer before it gives 32
sequential(lstm(8, 32, { returns: 'last' }), linear(64, 10));

// @ts-expect-error layer expects 8 channels but the layer before it gives 16
sequential(conv1d(4, 16, { kernel: 3 }), relu(), gru(8, 32));

// @ts-expect-error residual body takes 16 channels but gives 32: it needs a shortcut
residual(conv2d(16, 32, { kernel: 3, padding: 1 }));

// @ts-expect-error residual body takes 8 channels but gives 16: it needs a shortcut
residual(new Doubling());

// @ts-expect-error shortcut gives 64 channels but the body gives 32
residual(conv2d(16, 32, { kernel: 3, padding: 1 }), conv2d(16, 64, { kernel: 1 }));

// @ts-expect-error shortcut expects 8 channels but the body takes 16
residual(conv2d(16, 32, { kernel: 3, padding: 1 }), conv2d(8, 32, { kernel: 1 }));

// @ts-expect-error shortcut gives 16 channels but the body gives 32
residual(conv2d(16, 32, { kernel: 3, padding: 1 }), avgPool2d({ kernel: 1 }));

// @ts-expect-error branch expects 8 channels but the branch before it takes 16
parallel(conv2d(16, 32, { kernel: 1 }), relu(), conv2d(8, 32, { kernel: 1 }));

// @ts-expect-error layer expects 64 channels but the layer before it gives 96
sequential(parallel(linear(3, 32), linear(3, 64)), batchNorm(64));

// @ts-expect-error layer expects 32 channels but the layer before it gives 16
sequential(residual(conv2d(16, 16, { kernel: 3, padding: 1 })), batchNorm(32));

// @ts-expect-error layer expects 64 channels but the layer before it gives 32
sequential(conv2d(3, 32, { kernel: 3 }), groupNorm(64, { groups: 8 }));

// @ts-expect-error layer expects 10 channels but the layer before it gives 20
sequential(linear(5, 20), layerNorm(20), dropout(), rmsNorm(10));

// @ts-expect-error layer expects 7 channels but the layer before it gives 32
sequential(conv2d(3, 32, { kernel: 3 }), layerNorm([28, 28, 7]));

// @ts-expect-error layer expects 30 channels but the layer before it gives 20
sequential(weightNorm(linear(5, 20)), localResponseNorm(), batchRenorm(30));

// @ts-expect-error layer expects 8 channels but the layer before it gives 4
sequential(flatten(), linear(10, 4), new Doubling());

// @ts-expect-error layer expects 64 channels but the layer before it gives 32
sequential(convTranspose2d(64, 32, { kernel: 4 }), convTranspose2d(64, 1, { kernel: 4 }));

// @ts-expect-error layer expects 16 channels but the layer before it gives 8
sequential(conv2d(3, 8, { kernel: 3 }), upsample2d({ scale: 2 }), conv2d(16, 3, { kernel: 3 }));

// @ts-expect-error layer expects 64 channels but the layer before it gives 32
sequential(embedding(1000, 32), lstm(64, 10));

// @ts-expect-error layer expects indices but the layer before it gives 10
sequential(linear(4, 10), embedding(1000, 32));

// @ts-expect-error residual body takes indices but gives 32: it needs a shortcut
residual(embedding(1000, 32));

// @ts-expect-error branch expects 8 channels but the branch before it takes indices
parallel(embedding(1000, 32), linear(8, 32));

// @ts-expect-error layer expects 32 channels but the layer before it gives 16
sequential(linear(8, 16), glu(16), linear(16, 10));

// @ts-expect-error layer expects 10 channels but the layer before it gives 20
sequential(maxout(5, 20, { pieces: 3 }), maxout(10, 2));

// @ts-expect-error layer expects 4 channels but the layer before it gives 20
sequential(linear(5, 20), prelu(), prelu(4));

// @ts-expect-error layer expects 32 channels but the layer before it gives 16
sequential(conv2d(3, 16, { kernel: 3 }), adaptiveMaxPool2d(1), globalMaxPool(), linear(32, 10));

// @ts-expect-error layer expects 8 channels but the layer before it gives 16
sequential(conv1d(4, 16, { kernel: 3 }), maxPool1d({ kernel: 2 }), rnn(8, 8, { norm: 'layer' }));

// @ts-expect-error Type '10' is not assignable to type '11'
export const classifier: Layer<784, 11> = sequential(linear(784, 100), relu(), linear(100, 10));

// @ts-expect-error Type '784' is not assignable to type '100'
export const encoder: Layer<100, 10> = sequential(linear(784, 100), relu(), linear(100, 10));
