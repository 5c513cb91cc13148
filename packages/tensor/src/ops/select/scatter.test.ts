import { createReferenceBackend } from '@evenkeel/kernels';
import { beforeAll, expect, it } from 'vitest';
import { setBackend } from '../../core/backends.js';
import { tensor } from '../../core/create.js';
import { scatter } from './scatter.js';

beforeAll(() => setBackend(createReferenceBackend({ precision: 'float64' })));

it('replaces what is there, NaN too, by the last of repeated updates', () => {
  const indices = tensor([1, 2, 1], { dtype: 'int32' });
  const updates = tensor([NaN, 5, 7]);
  expect([...scatter(tensor([1, NaN, 3]), { indices, updates }).dataSync()]).toEqual([1, 7, 5]);
});
