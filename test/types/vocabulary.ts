// The names that the type tests use, from the packages that have them.
export * from '@evenkeel/layers';
export type { Tensor } from '@evenkeel/tensor';
