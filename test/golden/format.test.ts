import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readFamily, readVectors } from './format.js';

const x = { dtype: 'float64', shape: [2], offset: 0, length: 2, atol32: 1e-6, atol64: 1e-9 };
const target = { dtype: 'int32', shape: [], offset: 16, length: 1 };
const good = {
  name: 'a/b/c',
  op: 'b',
  tags: ['edge'],
  attrs: { axis: 1 },
  inputs: { x, target },
  outputs: { y: x },
};

describe('readFamily', () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'golden-'));
    const data = new DataView(new ArrayBuffer(24));
    data.setFloat64(0, 1.5, true);
    data.setFloat64(8, -2, true);
    data.setInt32(16, 7, true);
    writeFileSync(join(directory, 'data.bin'), new Uint8Array(data.buffer));
  });

  afterEach(() => rmSync(directory, { recursive: true }));

  const read = (cases: unknown) => {
    writeFileSync(join(directory, 'cases.json'), JSON.stringify(cases));
    return readFamily(directory);
  };

  /** The case with one field of x changed. */
  const changed = (change: object) => [{ ...good, inputs: { x: { ...x, ...change } } }];

  it('reads tensors, attributes and tags; groups that are left out are empty', () => {
    const [golden] = read([good]);
    expect(golden).toMatchObject({
      name: 'a/b/c',
      op: 'b',
      tags: ['edge'],
      attrs: { axis: 1 },
      grads: {},
    });
    expect(golden?.inputs['x']).toEqual({
      dtype: 'float64',
      shape: [2],
      values: Float64Array.of(1.5, -2),
      atol32: 1e-6,
      atol64: 1e-9,
    });
    expect(golden?.inputs['target']?.values).toEqual(Int32Array.of(7));
  });

  it.each([
    [{ length: 3 }, 'have length 2, the product of its shape, got 3.'],
    [{ shape: [2, -1] }, 'have a shape of counts, got [2,-1].'],
    [{ offset: 4 }, 'have an offset that is a multiple of 8, got 4.'],
    [{ offset: -8 }, 'have an offset that is a multiple of 8, got -8.'],
    [{ offset: 16 }, 'end within the 24 bytes of data.bin, got 32.'],
    [
      { shape: [1e9, 1e9], length: 1e18 },
      'end within the 24 bytes of data.bin, got 8000000000000000000.',
    ],
    [{ dtype: 'float16' }, 'have dtype float64 or int32, got "float16".'],
    [{ atol32: -1 }, 'have tolerances from 0, got [-1,1e-9].'],
  ])('refuses a reference with %j', (change, rule) => {
    const file = join(directory, 'cases.json');
    expect(() => read(changed(change))).toThrow(`${file}: a/b/c inputs.x must ${rule}`);
  });

  it('refuses what is no list of cases', () => {
    const file = join(directory, 'cases.json');
    expect(() => read({})).toThrow(
      `${file}: the document must be an array of cases, got "object".`,
    );
    expect(() => read([1])).toThrow(`${file}: case 0 must be an object, got 1.`);
    expect(() => read([{ name: 'x' }])).toThrow(
      `${file}: case 0 must have a name and an op, got ["x",null].`,
    );
    expect(() => read([{ ...good, grads: [] }])).toThrow(
      `${file}: a/b/c grads must be an object of references, got [].`,
    );
  });

  it('refuses a case that could not fail', () => {
    expect(() => read([{ ...good, outputs: {} }])).toThrow(
      `${join(directory, 'cases.json')}: a/b/c must have a tensor in outputs, stateAfter or grads, got 0.`,
    );
  });

  it('refuses files that are missing or no JSON, by name', () => {
    const file = join(directory, 'cases.json');
    writeFileSync(file, '[{');
    expect(() => readFamily(directory)).toThrow(`${file}: the document must be JSON, got `);
    rmSync(join(directory, 'data.bin'));
    expect(() => readFamily(directory)).toThrow(
      `${join(directory, 'data.bin')}: the file must be there, got none.`,
    );
  });

  it('refuses a directory without cases, and what is no directory', () => {
    expect(() => read([])).not.toThrow();
    expect(() => readVectors(directory)).toThrow(
      `${directory}: the directory must hold a case or more, got none.`,
    );
    for (const path of [join(directory, 'gone'), join(directory, 'cases.json')]) {
      expect(() => readVectors(path)).toThrow(
        `${path}: it must be a directory of vectors, got none.`,
      );
    }
  });

  it('refuses a directory without vectors', () => {
    expect(() => readVectors(directory)).toThrow(
      `${directory}: the directory must hold cases.json, or families that do, got none.`,
    );
  });
});
