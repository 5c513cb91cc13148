// What --augment takes; apart from what it does, so that --help need not load the library.
export const augmentNames = [
  'shift',
  'flip',
  'affine',
  'photometric',
  'cutout',
  'mixup',
  'cutmix',
] as const;

export type AugmentName = (typeof augmentNames)[number];
