// What the words of --augment do to the training images.
import {
  compose,
  cutmix,
  cutout,
  mixup,
  photometric,
  randomAffine,
  randomCrop,
  randomFlip,
  type Transform,
} from 'evenkeel';
import type { ModelSpec } from '../models/spec.js';
import type { AugmentName } from './augment-names.js';

type Shape = ModelSpec['shape'];

/** By how much, in the usual measures: 4 pixels of shift and a hole of 8 for images of 32. */
const transforms: Readonly<Record<AugmentName, (shape: Shape) => Transform>> = {
  shift: ([height]) => randomCrop({ padding: Math.max(1, Math.round(height / 8)) }),
  flip: () => randomFlip(),
  affine: () => randomAffine({ rotation: 10, translation: 0.1, scale: [0.9, 1.1], shear: 5 }),
  photometric: ([, , channels]) =>
    photometric({ brightness: 0.3, contrast: 0.3, saturation: channels === 3 ? 0.3 : 0 }),
  cutout: ([height]) => cutout({ size: Math.max(1, Math.round(height / 4)) }),
  mixup: () => mixup({ alpha: 0.2 }),
  cutmix: () => cutmix(),
};

/** One after the other, in the order in which they were named. */
export function augmentation(names: readonly AugmentName[], shape: Shape): Transform {
  return compose(...names.map((name) => transforms[name](shape)));
}
