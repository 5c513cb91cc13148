// The weights of a model alone, as the content of a safetensors file, and back.
import type { Module } from '@evenkeel/layers';
import type { SafeFile } from '../safetensors/format.js';
import { modelTensors, plainTensors } from './run-state.js';

/**
 * Parameters and running statistics of a model by dotted name.
 *
 * @param model  any module
 * @param metadata  more text for the file, such as how to build the model
 * @example
 * await writeSafetensors('model.safetensors', captureWeights(model, { model: 'mlp' }));
 */
export function captureWeights(
  model: Module,
  metadata: Readonly<Record<string, string>> = {},
): SafeFile {
  return { tensors: new Map(Object.entries(model.stateDict())), metadata };
}

/**
 * Loads weights into a model: from a file of weights alone, or from a checkpoint of a whole run.
 *
 * @param content  such as `await readSafetensors('model.safetensors')`
 * @param model  built like the one that was saved
 * @throws ArgumentError  names that are missing or unexpected
 * @throws ShapeError  a shape that differs
 * @example
 * loadWeights(await readSafetensors('model.safetensors'), model);
 */
export function loadWeights(content: SafeFile, model: Module): void {
  model.loadStateDict(modelTensors(content) ?? plainTensors(content));
}
