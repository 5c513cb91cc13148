// Linear maps and convolution.
import { conv1d, conv2d, convTranspose2d, linear } from '@evenkeel/tensor';
import type { Runner } from '../run.js';

export const linearRunners = {
  linear: ({ tensor, optional }) => ({
    outputs: { y: linear(tensor('x'), tensor('weight'), { bias: optional('bias') }) },
  }),
  conv1d: ({ tensor, optional, attrs }) => {
    const settings = { ...attrs, bias: optional('bias') };
    return { outputs: { y: conv1d(tensor('x'), tensor('weight'), settings) } };
  },
  conv2d: ({ tensor, optional, attrs }) => {
    const settings = { ...attrs, bias: optional('bias') };
    return { outputs: { y: conv2d(tensor('x'), tensor('weight'), settings) } };
  },
  convTranspose2d: ({ tensor, optional, attrs }) => {
    const settings = { ...attrs, bias: optional('bias') };
    return { outputs: { y: convTranspose2d(tensor('x'), tensor('weight'), settings) } };
  },
} satisfies Readonly<Record<string, Runner>>;
