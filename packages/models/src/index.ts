// Networks, all built from layers.
export { lenet, type LenetOptions } from './lenet.js';
export { mlp, type ActivationName, type MlpOptions } from './mlp.js';
