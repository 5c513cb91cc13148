// Pooling and other sizes: x to y.
import {
  adaptiveAvgPool2d,
  adaptiveMaxPool2d,
  avgPool1d,
  avgPool2d,
  globalAvgPool,
  globalMaxPool,
  maxPool1d,
  maxPool2d,
  upsample2d,
} from '@evenkeel/tensor';
import type { Runner } from '../run.js';

export const poolingRunners = {
  maxPool2d: ({ tensor, attrs }) => ({
    outputs: { y: maxPool2d(tensor('x'), { ...attrs, kernel: attrs['kernel']! }) },
  }),
  avgPool2d: ({ tensor, attrs }) => ({
    outputs: { y: avgPool2d(tensor('x'), { ...attrs, kernel: attrs['kernel']! }) },
  }),
  adaptiveAvgPool2d: ({ tensor, attrs }) => ({
    outputs: { y: adaptiveAvgPool2d(tensor('x'), attrs['outputSize']!) },
  }),
  adaptiveMaxPool2d: ({ tensor, attrs }) => ({
    outputs: { y: adaptiveMaxPool2d(tensor('x'), attrs['outputSize']!) },
  }),
  maxPool1d: ({ tensor, attrs }) => ({
    outputs: { y: maxPool1d(tensor('x'), { ...attrs, kernel: attrs['kernel']! }) },
  }),
  avgPool1d: ({ tensor, attrs }) => ({
    outputs: { y: avgPool1d(tensor('x'), { ...attrs, kernel: attrs['kernel']! }) },
  }),
  upsample2d: ({ tensor, attrs }) => ({
    outputs: { y: upsample2d(tensor('x'), { ...attrs, scale: attrs['scale']! }) },
  }),
  globalAvgPool: ({ tensor }) => ({ outputs: { y: globalAvgPool(tensor('x')) } }),
  globalMaxPool: ({ tensor }) => ({ outputs: { y: globalMaxPool(tensor('x')) } }),
} satisfies Readonly<Record<string, Runner>>;
