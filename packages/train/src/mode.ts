// Training and evaluation mode of a model, part by part.
import type { Module } from '@evenkeel/layers';

/** Runs `work` and puts every part of the model back into the mode it was in. */
export async function preservingMode<T>(model: Module, work: () => Promise<T>): Promise<T> {
  const restore = rememberMode(model);
  try {
    return await work();
  } finally {
    restore();
  }
}

/** Runs `work` in evaluation mode and puts every part of the model back into the mode it was in. */
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
