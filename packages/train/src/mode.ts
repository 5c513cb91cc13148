// Training and evaluation mode of a model, part by part.
import type { Module } from '@evenkeel/layers';

/** Runs `work` and puts every part of the model back into the mode it was in. */
export async function preservingMode<T>(model: Module, work: () => Promise<T>): Promise<T> {
  const modes = model.modules().map((module) => [module, module.training] as const);
  try {
    return await work();
  } finally {
    // Outermost first: setting a part sets all inside, which then get their own.
    for (const [module, training] of modes)
      if (module.training !== training) module.train(training);
  }
}
