// Samples of all ops, for generic tests: `@evenkeel/tensor/samples`.
export { drawInputs } from './draw.js';
export type { BadSample, GoodSample, Input, OpSamples } from './sample.js';
export { opSamples } from './table.js';
export * as ops from '../ops/index.js';
