import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { createReferenceBackend } from '@evenkeel/kernels';
import { generator, setBackend } from '@evenkeel/tensor';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bytesSource } from '../../byte-source.js';
import { FileChangedError } from '../../file-error.js';
import { streamLoader } from '../../stream/stream-loader.js';
import { csvSource, type CsvOptions } from './csv-source.js';

let directory = '';
beforeEach(() => {
  setBackend(createReferenceBackend({ precision: 'float32' }));
  directory = mkdtempSync(join(tmpdir(), 'evenkeel-csv-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

const text = (content: string) => bytesSource('some.csv', new TextEncoder().encode(content));
const flowers = 'length,species,width\n1.5,rose,-2\n\n3e2,"lily, white",0.25\r\n7,rose,8\n';
const open = async (content: string, options: Partial<CsvOptions> = {}) =>
  csvSource(text(content), { label: 'species', ...options });

async function all(content: string, options: Partial<CsvOptions> = {}) {
  const source = await open(content, options);
  const data = streamLoader(source, { batch: source.count, shuffle: false });
  const { x, y } = await data.next();
  return { x: [...x.dataSync()], shape: x.shape, y: [...y.dataSync()], source };
}

describe('csvSource', () => {
  it('gives rows as samples, with classes by name', async () => {
    const { x, shape, y, source } = await all(flowers);
    expect(source).toMatchObject({
      count: 3, classes: 2, classNames: ['lily, white', 'rose'], columns: ['length', 'width'],
    }); // prettier-ignore
    expect([shape, x, y]).toEqual([
      [3, 2],
      [1.5, -2, 300, 0.25, 7, 8],
      [1, 0, 1],
    ]);
  });

  it('reads files without a head, with comments, of another delimiter, packed, as images', async () => {
    const content = '# digits\n10;1;2;3;4\n9;5;6;7;8\n10;0;0;0;0\n';
    const options = { label: 0, header: false, delimiter: ';', comment: '#', shape: [2, 2, 1] };
    const { x, shape, y, source } = await all(content, options);
    expect([shape, y, source.classNames]).toEqual([
      [3, 2, 2, 1],
      [1, 0, 1],
      ['9', '10'],
    ]);
    expect(x.slice(0, 8)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    const path = join(directory, 'digits.csv.gz');
    writeFileSync(path, gzipSync(content));
    expect((await csvSource(path, options)).identity).toBe(source.identity);
  });

  it('tells files apart, and goes on in the middle of an epoch', async () => {
    const rows = Array.from({ length: 40 }, (_, i) => `${i},${i % 3}`).join('\n');
    const source = await open(`value,species\n${rows}\n`);
    expect(source.identity).not.toBe((await open(flowers)).identity);
    const make = () => streamLoader(source, { batch: 7, buffer: 10, generator: generator(3) });
    const data = make();
    for (let i = 0; i < 8; i += 1) await data.next();
    const other = make();
    await other.restore(data.state());
    expect((await other.next()).x.dataSync()).toEqual((await data.next()).x.dataSync());
    await Promise.all([data.close(), other.close()]);
  });

  it('notices that its file has changed between two passes', async () => {
    const path = join(directory, 'flowers.csv');
    writeFileSync(path, flowers);
    const source = await csvSource(path, { label: 'species' });
    const data = streamLoader(source, { batch: 3, prefetch: 1 });
    await data.next();
    await data.close();
    appendFileSync(path, '1,rose,1\n');
    const later = streamLoader(source, { batch: 3 });
    const error = await later.next().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(FileChangedError);
    expect((error as FileChangedError).file).toBe(path);
  });
});

describe('csvSource refuses', () => {
  it.each<[string, string, Partial<CsvOptions>, string]>([
    ['a label that is no column', flowers, { label: 'kind' }, 'csvSource: label must be one of the columns length, species, width, got "kind".'],
    ['a shape of another size', flowers, { shape: [3] }, 'csvSource: shape must be of 2 numbers, the columns besides label, got [3].'],
    ['no rows', 'a,species\n', {}, 'csvSource: some.csv must have rows of numbers, got none at byte 0.'],
    ['a word for a number', 'a,species\n1,x\nhigh,x\n', {}, 'csvSource: some.csv must have a finite number as a in line 3, got "high" at byte 21.'],
    ['a value that is missing', 'a,species\n,x\n', {}, 'csvSource: some.csv must have a finite number as a in line 2, got "" at byte 13.'],
    ['infinity', 'a,species\nInfinity,x\n', {}, 'csvSource: some.csv must have a finite number as a in line 2, got "Infinity" at byte 21.'],
    ['a row that is too long', 'a,species\n1,x,2\n', {}, 'csvSource: some.csv must have 2 values in line 2, got 3 at byte 16.'],
  ])('%s', async (...[, content, options, message]) => {
    await expect(open(content, options)).rejects.toThrow(message);
  }); // prettier-ignore

  it('a quote that never ends', async () => {
    await expect(open('a,species\n"1,x\n')).rejects.toThrow(/^csvSource: some\.csv must be CSV, got ".+" at byte \d+\.$/);
  }); // prettier-ignore
});
