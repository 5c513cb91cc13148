// Normalizations. Batch: x is [m, c] with m the product of all axes but the last. Group: x is [n, s, groups * k], each
// example n and group of k neighboring channels with statistics of its own; layer, instance and RMS norm are shapes of it.
import { buffer, choice, f32, flag, i32, kernel } from './fields.js';

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
  groupNorm: kernel({
    formula:
      'y = (x - mean) * rstd * gamma + beta; mean and rstd = 1 / sqrt(variance + eps) over s and k; ' +
      'without center the mean is 0 and the variance that of x around 0',
    fields: {
      x: buffer.in('float', 'n', 's', 'groups', 'k'),
      gamma: buffer.optional.in('float', 'groups', 'k'),
      beta: buffer.optional.in('float', 'groups', 'k'),
      y: buffer.out('float', 'n', 's', 'groups', 'k'),
      /** The mean, and what its rounding took from it. */
      mean: buffer.out('float', 'n', 'groups', 2),
      rstd: buffer.out('float', 'n', 'groups'),
      n: i32(1),
      s: i32(1),
      groups: i32(1),
      k: i32(1),
      eps: f32(),
      center: flag(),
    },
  }),
  groupNormGrad: kernel({
    formula:
      'dgamma = sum over n and s of dy * xhat; dbeta = sum dy; g = dy * gamma; ' +
      'dx = rstd * (g - mean of g - xhat * mean of (g * xhat)) over s and k, without center no mean of g',
    fields: {
      x: buffer.in('float', 'n', 's', 'groups', 'k'),
      dy: buffer.in('float', 'n', 's', 'groups', 'k'),
      gamma: buffer.optional.in('float', 'groups', 'k'),
      mean: buffer.in('float', 'n', 'groups', 2),
      rstd: buffer.in('float', 'n', 'groups'),
      dx: buffer.optional.out('float', 'n', 's', 'groups', 'k'),
      dgamma: buffer.optional.out('float', 'groups', 'k'),
      dbeta: buffer.optional.out('float', 'groups', 'k'),
      n: i32(1),
      s: i32(1),
      groups: i32(1),
      k: i32(1),
      center: flag(),
    },
  }),
};
