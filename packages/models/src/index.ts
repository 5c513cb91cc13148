// Networks, all built from layers.
export { inceptionSmall, type InceptionSmallOptions } from './inception-small.js';
export { lenet, type LenetOptions } from './lenet.js';
export { mlp, type ActivationName, type MlpOptions } from './mlp.js';
export { resnet20, type Resnet20Options } from './resnet20.js';
