// Optimizer updates in place: one pass over a parameter, its gradient and its state.
import { buffer, choice, f32, flag, i32, kernel } from './fields.js';

export const optimRows = {
  sgd: kernel({
    formula:
      'g = grad + weightDecay * p; velocity = first ? g : momentum * velocity + (1 - dampening) * g; ' +
      'p -= lr * (nesterov ? g + momentum * velocity : velocity); without velocity p -= lr * g',
    fields: {
      p: buffer.inout('float', 'n'),
      grad: buffer.in('float', 'n'),
      velocity: buffer.optional.inout('float', 'n'),
      n: i32(),
      lr: f32(),
      momentum: f32(),
      dampening: f32(),
      weightDecay: f32(),
      nesterov: flag(),
      first: flag(),
    },
  }),
  adam: kernel({
    formula:
      'm = beta1 m + (1-beta1) g; v = beta2 v + (1-beta2) g^2; ' +
      'p -= lr * (m / correction1) / (sqrt(v / correction2) + eps); vMax is the largest v so far (AMSGrad)',
    fields: {
      p: buffer.inout('float', 'n'),
      grad: buffer.in('float', 'n'),
      m: buffer.inout('float', 'n'),
      v: buffer.inout('float', 'n'),
      vMax: buffer.optional.inout('float', 'n'),
      n: i32(),
      lr: f32(),
      beta1: f32(),
      beta2: f32(),
      eps: f32(),
      weightDecay: f32(),
      /** coupled adds weightDecay * p to the gradient (Adam); decoupled shrinks p first (AdamW). */
      decay: choice('coupled', 'decoupled'),
      /** 1 - beta1^t and 1 - beta2^t in double arithmetic, of the betas as float32. */
      correction1: f32(),
      correction2: f32(),
    },
  }),
};
