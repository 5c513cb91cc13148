// What takes part in a run, before anything is done: a run that could not learn would end well and say nothing.
import type { Optimizer } from '@evenkeel/optim';
import { ArgumentError } from '@evenkeel/tensor';
import type { Model } from '../evaluate.js';
import type { FitOptions } from './options.js';

/**
 * Refuses data that give no batches, what is no optimizer, and one that holds no parameter of the model.
 *
 * @throws ArgumentError  with what to pass
 */
export function checkRun(model: Model, { data, optimizer }: FitOptions): void {
  if (typeof data?.next !== 'function' || !(data.length >= 0)) {
    throw new ArgumentError({
      op: 'fit',
      argument: 'data',
      expected: 'a loader, such as loader(set, { batch: 60 })',
      received: data === undefined ? 'undefined' : 'one without next() or length',
    });
  }
  if (typeof optimizer?.step !== 'function') {
    throw new ArgumentError({
      op: 'fit',
      argument: 'optimizer',
      expected: 'an optimizer, such as sgd(model.parameters(), { lr: 0.1 })',
      received: optimizer === undefined ? 'undefined' : 'one without step()',
    });
  }
  checkOptimizes(model, optimizer);
}

function checkOptimizes(model: Model, optimizer: Optimizer): void {
  const own = new Set<unknown>(model.parameters());
  const held = optimizer.parameters;
  if (own.size === 0 || held.some((parameter) => own.has(parameter))) return;
  throw new ArgumentError({
    op: 'fit',
    argument: 'optimizer',
    expected: 'one of parameters of the model',
    received: `one of ${held.length} others`,
    hint: 'Make it of model.parameters(), of this very model.',
  });
}
