/**
 * Networks, all built from layers.
 *
 * @module @evenkeel/models
 */
export {
  autoencoder,
  Autoencoder,
  type AutoencoderActivation,
  type AutoencoderOptions,
} from './autoencoder.js';
export { alexNet, alexNetSmall, type AlexNetOptions, type AlexNetSmallOptions } from './alexnet.js';
export type { ActivationChoice, ActivationName } from './activation.js';
export { bnInception, type BnInceptionOptions } from './inception/bn-inception.js';
export { googLeNet, type GoogLeNetOptions } from './inception/googlenet.js';
export { inceptionSmall, type InceptionSmallOptions } from './inception/inception-small.js';
export { lenet, type LenetOptions } from './lenet.js';
export { mlp, type MlpOptions } from './mlp.js';
export { resnet20, type Resnet20Options } from './resnet20.js';
export {
  DenoisingAutoencoder,
  denoisingAutoencoder,
  type DenoisingAutoencoderOptions,
} from './pretraining/denoising-autoencoder.js';
export { rbm, Rbm, type RbmOptions } from './pretraining/rbm.js';
export { TiedLayer, type TiedLayerOptions } from './pretraining/tied-layer.js';
export type { UnitKind } from './pretraining/units.js';
export { unroll, unrollClassifier, type UnrollClassifierOptions } from './pretraining/unroll.js';
export { vgg16, vggSmall, type VggOptions, type VggSmallOptions } from './vgg.js';
