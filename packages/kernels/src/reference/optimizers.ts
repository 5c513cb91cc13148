// Optimizer updates in place.
import type { ReferenceArgs } from '../contract.js';

export function sgd(args: ReferenceArgs<'sgd'>): void {
  const { p, grad, velocity, n, lr, momentum, dampening, weightDecay, nesterov, first } = args;
  for (let i = 0; i < n; i++) {
    const g = grad[i]! + weightDecay * p[i]!;
    let step = g;
    if (velocity !== null) {
      const speed = first ? g : momentum * velocity[i]! + (1 - dampening) * g;
      velocity[i] = speed;
      step = nesterov ? g + momentum * speed : speed;
    }
    p[i] = p[i]! - lr * step;
  }
}

export function adam(args: ReferenceArgs<'adam'>): void {
  const { p, grad, m, v, vMax, n, lr, beta1, beta2, eps, weightDecay, decay } = args;
  const coupled = decay === 'coupled' ? weightDecay : 0;
  const shrink = decay === 'decoupled' ? 1 - lr * weightDecay : 1;
  for (let i = 0; i < n; i++) {
    const start = p[i]! * shrink;
    const g = grad[i]! + coupled * p[i]!;
    const first = beta1 * m[i]! + (1 - beta1) * g;
    let second = beta2 * v[i]! + (1 - beta2) * g * g;
    m[i] = first;
    v[i] = second;
    if (vMax !== null) {
      second = Math.max(vMax[i]!, second);
      vMax[i] = second;
    }
    const root = Math.sqrt(second / args.correction2) + eps;
    p[i] = start - (lr * (first / args.correction1)) / root;
  }
}
