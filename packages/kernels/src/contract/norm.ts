// Batch normalization: x is [m, c] with m the product of all axes but the last.
import { buffer, choice, f32, i32, kernel } from './fields.js';

const activation = choice('none', 'relu');
const perChannel = {
  gamma: buffer.optional.in('float', 'c'),
  beta: buffer.optional.in('float', 'c'),
};

export const normRows = {
  batchNorm: kernel({
    formula:
      'y = activation((x - mean) * rstd * gamma + beta + residual); mean and biased variance over m; ' +
      'running += momentum * (batch - running) with the unbiased variance',
    fields: {
      x: buffer.in('float', 'm', 'c'),
      residual: buffer.optional.in('float', 'm', 'c'),
      ...perChannel,
      y: buffer.out('float', 'm', 'c'),
      mean: buffer.out('float', 'c'),
      rstd: buffer.out('float', 'c'),
      runningMean: buffer.optional.inout('float', 'c'),
      runningVar: buffer.optional.inout('float', 'c'),
      m: i32(1),
      c: i32(),
      eps: f32(),
      momentum: f32(),
      activation,
    },
  }),
  batchNormGrad: kernel({
    formula:
      'g = dy where the activation let it pass; dbeta = sum g; dgamma = sum g * xhat; ' +
      'dx = gamma * rstd * (g - dbeta/m - xhat * dgamma/m); dresidual = g',
    fields: {
      x: buffer.in('float', 'm', 'c'),
      dy: buffer.in('float', 'm', 'c'),
      /** Needed only for relu after a residual; without it the mask is recomputed from x. */
      y: buffer.optional.in('float', 'm', 'c'),
      ...perChannel,
      mean: buffer.in('float', 'c'),
      rstd: buffer.in('float', 'c'),
      dx: buffer.optional.out('float', 'm', 'c'),
      dresidual: buffer.optional.out('float', 'm', 'c'),
      dgamma: buffer.optional.out('float', 'c'),
      dbeta: buffer.optional.out('float', 'c'),
      m: i32(1),
      c: i32(),
      activation,
    },
  }),
  batchNormInference: kernel({
    formula: 'y = activation((x - mean) / sqrt(variance + eps) * gamma + beta + residual)',
    fields: {
      x: buffer.in('float', 'm', 'c'),
      residual: buffer.optional.in('float', 'm', 'c'),
      ...perChannel,
      mean: buffer.in('float', 'c'),
      variance: buffer.in('float', 'c'),
      y: buffer.out('float', 'm', 'c'),
      m: i32(),
      c: i32(),
      eps: f32(),
      activation,
    },
  }),
  batchNormInferenceGrad: kernel({
    formula:
      'g = dy where y let it pass; dx = g * gamma * rstd; dgamma = sum g * xhat; dbeta = sum g',
    fields: {
      x: buffer.in('float', 'm', 'c'),
      dy: buffer.in('float', 'm', 'c'),
      y: buffer.optional.in('float', 'm', 'c'),
      ...perChannel,
      mean: buffer.in('float', 'c'),
      variance: buffer.in('float', 'c'),
      dx: buffer.optional.out('float', 'm', 'c'),
      dresidual: buffer.optional.out('float', 'm', 'c'),
      dgamma: buffer.optional.out('float', 'c'),
      dbeta: buffer.optional.out('float', 'c'),
      m: i32(),
      c: i32(),
      eps: f32(),
      activation,
    },
  }),
};
