// What takes part in a run, before anything is done: a run that could not learn would end well and say nothing.
import type { Optimizer } from '@evenkeel/optim';
import { ArgumentError, formatShape, shownKind, Tensor } from '@evenkeel/tensor';
import type { Loss, Model } from '../evaluate.js';
import type { FitOptions } from './options.js';

/**
 * Refuses data that give no batches, what is no optimizer, one that holds no parameter of the model, and callbacks that would wait
 * for evaluations in vain.
 *
 * @throws ArgumentError  with what to pass
 */
export function checkRun(model: Model, options: FitOptions): void {
  const { data, optimizer } = options;
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
  checkEvaluates(options);
}

/** Early stopping without evaluations would never stop. */
function checkEvaluates({ callbacks = [], validation }: FitOptions): void {
  const needing = callbacks.find((callback) => callback.needsValidation === true);
  if (needing === undefined || validation !== undefined) return;
  throw new ArgumentError({
    op: 'fit',
    argument: 'validation',
    expected: `given, since ${needing.name ?? 'a callback'} goes by evaluations`,
    received: 'none',
  });
}

/** A loss that says what it must give. */
export function scalarLoss(loss: Loss): Loss {
  return (output, y) => {
    const value: unknown = loss(output, y);
    if (value instanceof Tensor && value.size === 1) return value;
    throw new ArgumentError({
      op: 'fit',
      argument: 'loss',
      expected: 'a function that gives a tensor of one number',
      received: `one that gives ${value instanceof Tensor ? formatShape(value.shape) : shownKind(value)}`,
      ...hintFor(value),
    });
  };
}

function hintFor(value: unknown): { hint?: string } {
  if (value instanceof Tensor) return { hint: 'Take the mean of it.' };
  if (!(value instanceof Promise)) return {};
  return { hint: 'A loss is not awaited: let it be no async function.' };
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
