// Pooling: x to y.
import {
  adaptiveAvgPool2d,
  avgPool2d,
  globalAvgPool,
  globalMaxPool,
  maxPool2d,
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
  globalAvgPool: ({ tensor }) => ({ outputs: { y: globalAvgPool(tensor('x')) } }),
  globalMaxPool: ({ tensor }) => ({ outputs: { y: globalMaxPool(tensor('x')) } }),
} satisfies Readonly<Record<string, Runner>>;
