import { expect, it } from 'vitest';
import * as node from './node.js';

it('evenkeel/node offers what needs a file system', () => {
  expect(node).toMatchObject({
    loadMnist: expect.any(Function) as unknown,
    openCheckpoints: expect.any(Function) as unknown,
    readSafetensors: expect.any(Function) as unknown,
  });
});
