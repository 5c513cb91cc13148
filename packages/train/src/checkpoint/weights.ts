// The weights of a model alone, as the content of a safetensors file, and back.
import type { Module } from '@evenkeel/layers';
import type { SafeFile } from '../safetensors/format.js';
import { modelTensors, plainTensors } from './run-state.js';

/**
 * Parameters and running statistics of a model by dotted name.
 *
 * @param model  any module
 * @param metadata  more text for the file, such as how to build the model
 * @returns  content for `writeSafetensors`
 * @example
 * const content = captureWeights(sequential(linear(784, 10)), { model: 'mlp' });
 * [...content.tensors.keys()]; // ['0.weight', '0.bias']
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
 * const saved = captureWeights(initialize(sequential(linear(1, 2)), { seed: 5 }));
 * const model = sequential(linear(1, 2));
 * loadWeights(saved, model);
 * model.parameters()[0].dataSync()[0] === saved.tensors.get('0.weight').data[0]; // true
 */
export function loadWeights(content: SafeFile, model: Module): void {
  model.loadStateDict(modelTensors(content) ?? plainTensors(content));
}
