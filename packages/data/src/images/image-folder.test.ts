import {
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createReferenceBackend } from '@evenkeel/kernels';
import { generator, setBackend } from '@evenkeel/tensor';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { FileChangedError } from '../file-error.js';
import { streamLoader } from '../stream/stream-loader.js';
import { imageFolder, type ImageFolder, type ImageFolderOptions } from './image-folder.js';

let directory = '';
const opened: ImageFolder[] = [];
const open = async (path: string, options: Partial<ImageFolderOptions> = {}) => {
  const folder = await imageFolder(path, { size: [2, 3], workers: 1, ...options });
  opened.push(folder);
  return folder;
};

/** An image of one color. */
async function write(file: string, color: string, size = { width: 3, height: 2 }): Promise<void> {
  mkdirSync(join(file, '..'), { recursive: true });
  await sharp({ create: { ...size, channels: 3, background: color } }).toFile(file);
}
const first = async (folder: ImageFolder, index = 0): Promise<number[]> => {
  const { values } = await folder.read(Int32Array.of(index));
  return [...values.subarray(0, folder.shape[2])];
};

beforeAll(async () => {
  setBackend(createReferenceBackend({ precision: 'float32' }));
  directory = mkdtempSync(join(tmpdir(), 'evenkeel-images-'));
  await write(join(directory, 'some/dog/a.png'), '#102030');
  await write(join(directory, 'some/dog/deep/b.jpg'), '#ffffff');
  await write(join(directory, 'some/cat/c.webp'), '#000000', { width: 30, height: 20 });
  writeFileSync(join(directory, 'some/cat/notes.txt'), 'no image');
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map(async (folder) => folder.close()));
});
afterAll(() => {
  rmSync(directory, { recursive: true });
});

describe('imageFolder', () => {
  it('numbers folders by name and finds the images in them', async () => {
    const folder = await open(join(directory, 'some'));
    expect(folder).toMatchObject({ count: 3, shape: [2, 3, 3], classes: 2 });
    expect(folder.classNames).toEqual(['cat', 'dog']);
    expect(folder.files).toEqual(
      ['cat/c.webp', 'dog/a.png', 'dog/deep/b.jpg'].map((file) => join(directory, 'some', file)),
    );
    expect([...folder.labels]).toEqual([0, 1, 1]);
  });

  it('decodes in the order asked, scaled to one size', async () => {
    const folder = await open(join(directory, 'some'));
    const { values, labels } = await folder.read(Int32Array.of(2, 1, 0));
    expect([...labels]).toEqual([1, 1, 0]);
    expect(values).toHaveLength(3 * 18);
    expect([values[0], ...values.subarray(18, 21), values[36]]).toEqual([255, 16, 32, 48, 0]);
  });

  it('makes color of grey and grey of color, and black of what is transparent', async () => {
    const path = join(directory, 'kinds');
    mkdirSync(join(path, 'one'), { recursive: true });
    const grey = sharp(Buffer.from([77, 77, 77, 77, 77, 77]), {
      raw: { width: 3, height: 2, channels: 1 },
    });
    await grey.png().toFile(join(path, 'one/a.png'));
    const background = { r: 255, g: 0, b: 0, alpha: 0 };
    await sharp({ create: { width: 3, height: 2, channels: 4, background } }).toFile(
      join(path, 'one/b.png'),
    );
    const color = await open(path);
    expect([await first(color, 0), await first(color, 1)]).toEqual([
      [77, 77, 77],
      [0, 0, 0],
    ]);
    const single = await open(path, { channels: 1 });
    expect([await first(single, 0), await first(single, 1)]).toEqual([[77], [0]]);
    const turned = await open(join(directory, 'some'), { channels: 1 });
    expect(await first(turned, 2)).toEqual([255]);
  });

  it('turns photographs upright that say how they were held', async () => {
    const path = join(directory, 'held');
    mkdirSync(join(path, 'one'), { recursive: true });
    // Red at the left, blue at the right, to be turned by 90 degrees clockwise: red is at the top then.
    const pixels = Buffer.from([...Array<number[]>(4).fill([255, 0, 0, 0, 0, 255])].flat());
    const lying = sharp(pixels, { raw: { width: 2, height: 4, channels: 3 } });
    await lying.withMetadata({ orientation: 6 }).png().toFile(join(path, 'one/a.png'));
    const folder = await open(path, { size: [2, 4] });
    const { values } = await folder.read(Int32Array.of(0));
    expect([...values.subarray(0, 3), ...values.subarray(12, 15)]).toEqual([255, 0, 0, 0, 0, 255]);
  });

  it('follows links to folders', async () => {
    const path = join(directory, 'linked');
    mkdirSync(path);
    symlinkSync(join(directory, 'some/dog'), join(path, 'hound'));
    symlinkSync(join(directory, 'nowhere'), join(path, 'void'));
    const folder = await open(path);
    expect(folder.classNames).toEqual(['hound']);
    expect(folder.count).toBe(2);
  });

  it('gives the same stream with any number of workers', async () => {
    const path = join(directory, 'many');
    for (let i = 0; i < 12; i += 1) {
      await write(join(path, `class ${i % 3}/${i}.png`), `rgb(${20 * i}, ${i}, 9)`);
    }
    const sums = await Promise.all(
      [1, 2, 3].map(async (workers) => {
        const folder = await open(path, { workers });
        const data = streamLoader(folder, { batch: 5, generator: generator(1) });
        const numbers: number[] = [];
        for (let step = 0; step < 6; step += 1) {
          const { x, y } = await data.next();
          numbers.push(...x.dataSync(), ...y.dataSync());
        }
        return numbers;
      }),
    );
    expect(sums[1]).toEqual(sums[0]);
    expect(sums[2]).toEqual(sums[0]);
  });

  it('tells folders apart by their files', async () => {
    const all = await open(join(directory, 'some'));
    const other = await open(join(directory, 'some'), { size: [4, 4] });
    expect(all.identity).toMatch(/^[0-9a-f]{16}$/);
    expect(other.identity).not.toBe(all.identity);
  });
});

describe('imageFolder refuses', () => {
  it('a directory without folders, and a folder without images', async () => {
    const flat = join(directory, 'flat');
    mkdirSync(flat);
    await expect(open(flat)).rejects.toThrow(
      `imageFolder: directory must be one with a folder of images for each class, got ${flat} without folders.`,
    );
    mkdirSync(join(flat, 'empty'));
    await expect(open(flat)).rejects.toThrow(
      `imageFolder: directory must be one whose folders have images, got none in ${join(flat, 'empty')}.`,
    );
  });

  it.each([
    ['cut', (whole: Buffer) => whole.subarray(0, 60)],
    ['something else', () => Buffer.from('not an image')],
  ])('a file that is %s, with its name', async (name, change) => {
    const path = join(directory, name);
    const file = join(path, 'class/a.png');
    await write(file, '#123456');
    const whole = await sharp(file).toBuffer();
    writeFileSync(file, change(whole));
    const folder = await open(path);
    await expect(folder.read(Int32Array.of(0))).rejects.toThrow(
      /^imageFolder: .+\/class\/a\.png must be a whole image of a format that sharp reads, got ".+" at byte 0\. Replace the file or take it out of the folder\.$/,
    );
  });

  it.each<[string, (file: string) => void | Promise<void>, RegExp]>([
    ['was written anew', async (file) => write(file, '#654321', { width: 9, height: 9 }), /got \d+ bytes of .+Z/],
    ['was cut', (file) => truncateSync(file, 50), /got 50 bytes of .+Z/],
    ['is gone', (file) => rmSync(file), /got none/],
  ])('a file that %s while others were learned from', async (name, change, got) => {
    const file = join(directory, name, 'class/a.png');
    await write(file, '#123456');
    const folder = await open(join(directory, name));
    expect(await first(folder)).toEqual([0x12, 0x34, 0x56]);
    const size = statSync(file).size;
    await change(file);
    const error = await folder.read(Int32Array.of(0)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(FileChangedError);
    const then = `imageFolder: ${file} must stay as it was when its data were opened (${size} bytes of `;
    expect((error as Error).message).toMatch(got);
    expect((error as Error).message.slice(0, then.length)).toBe(then);
    expect((error as Error).message).toMatch(
      /\. Put the file back, or start anew with files that nothing writes to\.$/,
    );
  }); // prettier-ignore

  it('an image of more pixels than the limit, before it decodes them', async () => {
    const folder = await open(join(directory, 'some'), { maxPixels: 599 });
    await expect(folder.read(Int32Array.of(0))).rejects.toThrow(/exceeds pixel limit/);
  });

  it('nothing, if its threads end: who waits hears of it', async () => {
    const folder = await open(join(directory, 'some'));
    await folder.read(Int32Array.of(0));
    const waiting = folder.read(Int32Array.of(0, 1, 2));
    await folder.close();
    await expect(waiting).rejects.toThrow(
      'imageFolder: a thread that decodes images ended before its work (code 1).',
    );
  });

  it('a size of 0', async () => {
    await expect(open(directory, { size: [0, 3] })).rejects.toThrow(
      'imageFolder: size[0] must be a whole number from 1 on, got 0.',
    );
  });
});
