import { expect, it } from 'vitest';
import * as node from './node.js';

it('evenkeel/node offers what needs a file system', () => {
  expect(Object.keys(node).toSorted()).toEqual([
    'fileSource',
    'findMnist',
    'loadMnist',
    'openCheckpoints',
    'readSafetensors',
    'writeFileWhole',
    'writeSafetensors',
  ]);
});
