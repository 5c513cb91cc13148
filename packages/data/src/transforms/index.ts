// Changes of samples on their way to the net.
export {
  channelStatistics,
  standardize,
  standardizeEach,
  type ChannelStatistics,
} from './standardize.js';
export { compose, type Samples, type Transform } from './transform.js';
export { cutmix } from './cutmix.js';
export { cutout, type CutoutOptions } from './cutout.js';
export { meanImage, subtractMean } from './subtract-mean.js';
export { mixup, type MixOptions } from './mixup.js';
export { photometric, type PhotometricOptions } from './photometric.js';
export { randomAffine, type RandomAffineOptions } from './random-affine.js';
export { randomCrop, type RandomCropOptions } from './random-crop.js';
export { randomFlip, type RandomFlipOptions } from './random-flip.js';
export { smoothLabels } from './smooth-labels.js';
export { zcaWhitening, type ZcaOptions, type ZcaWhitening } from './zca.js';
