// Training and evaluation mode of a model, part by part.
import type { Module } from './module.js';

/**
 * Runs `work` and puts every part of the model back into the mode it was in.
 *
 * @param model  any module
 * @param work  asynchronous; may change modes
 * @returns  what `work` gives
 * @example
 * const model = sequential(linear(2, 2), dropout(0.5));
 * await preservingMode(model, async () => model.eval());
 * model.training; // true
 */
export async function preservingMode<T>(model: Module, work: () => Promise<T>): Promise<T> {
  const restore = rememberMode(model);
  try {
    return await work();
  } finally {
    restore();
  }
}

/**
 * Runs `work` in evaluation mode and puts every part of the model back into the mode it was in.
 *
 * @param model  any module
 * @param work  synchronous
 * @returns  what `work` gives
 * @example
 * const model = sequential(dropout(0.5));
 * inEvaluationMode(model, () => model.forward(ones([2]))).dataSync(); // [1, 1]
 * model.training; // true
 */
export function inEvaluationMode<T>(model: Module, work: () => T): T {
  const restore = rememberMode(model);
  try {
    model.eval();
    return work();
  } finally {
    restore();
  }
}

/** A function that puts every part into the mode that it is in now. */
function rememberMode(model: Module): () => void {
  const modes = model.modules().map((module) => [module, module.training] as const);
  return () => {
    // Outermost first: setting a part sets all inside, which then get their own.
    for (const [module, training] of modes)
      if (module.training !== training) module.train(training);
  };
}
