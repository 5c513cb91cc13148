// The reductions that are one kernel: sum, mean, largest, smallest.
import { broadcastMiddle, reduceValue, type Middle, type MiddleTo } from '../../calls/reduce.js';
import { floatOf } from '../../core/arguments.js';
import { finish } from '../../core/finish.js';
import type { Operation } from '../../core/node.js';
import type { Tensor } from '../../core/tensor.js';
import { allocate, type Value } from '../../core/value.js';
import { planReduction, refuseEmpty, type Axes, type ReduceOptions } from './axes.js';

export type ReduceFunction = (x: Tensor, axes?: Axes, options?: ReduceOptions) => Tensor;

interface LinearAttributes extends MiddleTo {
  readonly scale: number;
}

/** A sum, or a mean: every element takes the same share of the gradient. */
export function linearReduction(f: 'sum' | 'mean'): ReduceFunction {
  const operation: Operation<readonly [], LinearAttributes> = {
    name: f,
    gradient(node, dy): void {
      node.give(0, broadcastMiddle(dy, node.attributes, node.attributes.scale));
    },
  };
  return (x, axes = null, options = {}) => {
    floatOf(x, f, 'x');
    const plan = planReduction(x, axes, { op: f, ...options });
    if (f === 'mean') refuseEmpty(plan, f, x);
    const { source, middle } = plan;
    const value = source.use(f, 'x');
    const y = reduceValue(value, f, plan);
    const scale = f === 'mean' ? 1 / middle.n : 1;
    const attributes = { middle, shape: source.shape, scale };
    const result = finish(operation, y, { inputs: [source], saved: [], attributes });
    if (source !== x) source.dispose();
    return result;
  };
}

/** The largest or smallest element; ties share the gradient equally. */
export function extremum(f: 'max' | 'min'): ReduceFunction {
  const operation: Operation<readonly [x: Value, y: Value], Middle> = {
    name: f,
    gradient(node, dy): void {
      const [x, y] = node.saved;
      const { outer, n, inner } = node.attributes;
      const dx = allocate(dy, x.shape);
      const buffers = { x: x.handle, y: y.handle, dy: dy.handle, dx: dx.handle };
      if (dx.size > 0) dy.backend.run('extremumGrad', { outer, n, inner, ...buffers });
      node.give(0, dx);
    },
  };
  return (x, axes = null, options = {}) => {
    floatOf(x, f, 'x');
    const plan = planReduction(x, axes, { op: f, ...options });
    refuseEmpty(plan, f, x);
    const { source, middle } = plan;
    const value = source.use(f, 'x');
    const y = reduceValue(value, f, plan);
    const saved = [value, y] as const;
    const result = finish(operation, y, { inputs: [source], saved, attributes: middle });
    if (source !== x) source.dispose();
    return result;
  };
}
