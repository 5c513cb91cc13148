import { createReferenceBackend } from '@evenkeel/kernels';
import { setBackend, tensor } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { classes } from '../../test/drawn-answers.js';
import { rightAnswers } from './right-answers.js';

beforeAll(() => {
  setBackend(createReferenceBackend({ precision: 'float64' }));
});

describe('rightAnswers', () => {
  it('takes the first of equal outputs', () => {
    const output = tensor([
      [1, 1],
      [1, 1],
      [0, 2],
    ]);
    expect(rightAnswers(output, classes(0, 1, 1))).toBe(2);
  });
});
