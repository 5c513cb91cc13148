// The calls that TensorFlow.js is timed by: the same layers and nets as ours, of its own operations.

/** The call of a case, and what frees its tensors. Kernels of both back ends run inside the call. */
export function prepare(tf, op, sizes) {
  if (op === 'training step') return step(tf, sizes);
  const { n, h, w, c, k, r, stride, pad } = sizes;
  const x = tf.randomNormal([n, h, w, c]);
  const weight = tf.randomNormal([r, r, c, k], 0, 0.05);
  const convolve = (from, by) => tf.conv2d(from, by, stride, pad, 'NHWC', undefined, 'floor');
  const dy = tf.tidy(() => tf.randomNormal(convolve(x, weight).shape));
  const calls = {
    'conv forward': () => convolve(x, weight),
    'conv input gradient': () => tf.grad((v) => convolve(v, weight))(x, dy),
    'conv weight gradient': () => tf.grad((v) => convolve(x, v))(weight, dy),
  };
  return { body: () => calls[op]().dispose(), free: () => tf.dispose([x, weight, dy]) };
}

const normalize = (tf, x, { gamma, beta }) => {
  const { mean, variance } = tf.moments(
    x,
    Array.from({ length: x.rank - 1 }, (_, axis) => axis),
  );
  return x
    .sub(mean)
    .mul(tf.rsqrt(variance.add(1e-5)).mul(gamma))
    .add(beta);
};

/** Parameters that are made as they are asked for. */
function parameters(tf) {
  const made = [];
  const keep = (value) => {
    made.push(tf.variable(value));
    return made.at(-1);
  };
  return {
    made,
    weight: (shape, deviation) => keep(tf.randomNormal(shape, 0, deviation)),
    norm: (channels) => ({ gamma: keep(tf.ones([channels])), beta: keep(tf.zeros([channels])) }),
    bias: (channels) => keep(tf.zeros([channels])),
  };
}

const nets = {
  mlp: (tf, { weight, norm, bias }) => {
    const hidden = [784, 100, 100].map((inputs) => ({
      w: weight([inputs, 100], 0.1),
      n: norm(100),
    }));
    const last = { w: weight([100, 10], 0.1), b: bias(10) };
    return {
      shape: [784],
      forward: (x) => {
        const h = hidden.reduce(
          (from, { w, n }) => tf.sigmoid(normalize(tf, from.matMul(w), n)),
          x,
        );
        return h.matMul(last.w).add(last.b);
      },
    };
  },
  lenet: (tf, { weight, norm, bias }) => {
    const blocks = [
      { w: weight([5, 5, 1, 32], 0.2), n: norm(32) },
      { w: weight([5, 5, 32, 64], 0.05), n: norm(64) },
    ];
    const last = { w: weight([3136, 10], 0.02), b: bias(10) };
    return {
      shape: [28, 28, 1],
      forward: (x) => {
        const h = blocks.reduce((from, { w, n }) => {
          const y = tf.relu(normalize(tf, tf.conv2d(from, w, 1, 'same'), n));
          return tf.maxPool(y, 2, 2, 'valid');
        }, x);
        return h.reshape([-1, 3136]).matMul(last.w).add(last.b);
      },
    };
  },
};

function step(tf, { name, batch, momentum }) {
  const own = parameters(tf);
  const { shape, forward } = nets[name](tf, own);
  const x = tf.randomNormal([batch, ...shape]);
  const labels = tf.oneHot(tf.range(0, batch, 1, 'int32').mod(tf.scalar(10, 'int32')), 10);
  const optimizer = momentum > 0 ? tf.train.momentum(0.01, momentum) : tf.train.sgd(0.01);
  const loss = () => tf.losses.softmaxCrossEntropy(labels, forward(x));
  return {
    body: () => void tf.tidy(() => optimizer.minimize(loss, true, own.made).dataSync()),
    free: () => {
      tf.dispose([x, labels, ...own.made]);
      optimizer.dispose();
    },
  };
}
