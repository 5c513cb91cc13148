// Damaged and unfit files given to the program: refused in one line that names the file, exit code 2.
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { encodeSafetensors } from '@evenkeel/train';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evenkeel as run } from './evenkeel.js';
import { idxHeader, writeSmallData } from './small-data.js';

/** Hardly anything is computed here: no need of the native binary. */
const evenkeel: typeof run = async (line) => run(line, { env: { EVENKEEL_BACKEND: 'reference' } });

let directory = '';
let data = '';
let model = '';
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'evenkeel-files-'));
  data = writeSmallData(join(directory, 'data'));
  model = join(directory, 'model.safetensors');
  await evenkeel(`train --data ${data} --steps 3 --out ${model}`);
});
afterAll(() => {
  rmSync(directory, { recursive: true });
});

/** A copy of the data with one file changed. */
function damagedData(name: string, change: (path: string) => void): string {
  const copy = join(directory, name);
  cpSync(data, copy, { recursive: true });
  change(copy);
  return copy;
}

/** How a run must end that says `line` and nothing else. */
const refused = (line: string) => ({
  code: 2,
  signal: null,
  stdout: '',
  stderr: `evenkeel: ${line}\n`,
});

const images = 'train-images-idx3-ubyte';
const labels = 'train-labels-idx1-ubyte';

describe('images and labels', () => {
  it('truncated', async () => {
    const path = damagedData('truncated', (copy) => truncateSync(join(copy, images), 1000));
    expect(await evenkeel(`compare --data ${path} --json`)).toEqual(
      refused(
        `readIdx: ${path}/${images} must claim at most 984 bytes of content, as it has 1000 bytes, got a claim of 470400 bytes at byte 4. Give a file that is whole.`,
      ),
    );
  });

  it('that claim terabytes', async () => {
    const path = damagedData('terabytes', (copy) =>
      writeFileSync(join(copy, images), idxHeader(4e9, 28, 28)),
    );
    const out = join(directory, 'no-report');
    const { code, stderr } = await evenkeel(`compare --data ${path} --out ${out}`);
    expect({ code, left: existsSync(out) }).toEqual({ code: 2, left: false });
    expect(stderr).toMatch(
      /^evenkeel: readIdx: .+, got a claim of 3136000000000 bytes at byte 4\. .+\n$/,
    );
  });

  it('packed and cut short', async () => {
    const path = damagedData('packed', (copy) => {
      const packed = gzipSync(readFileSync(join(copy, labels)));
      writeFileSync(join(copy, `${labels}.gz`), packed.subarray(0, packed.length - 20));
    });
    const { code, stderr } = await evenkeel(`compare --data ${path}`);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^evenkeel: readIdx: .+\.gz must be an intact gzip file, got .+\n$/);
  });

  it('of different numbers', async () => {
    const path = damagedData('numbers', (copy) =>
      writeFileSync(join(copy, labels), Buffer.concat([idxHeader(7), Buffer.alloc(7)])),
    );
    expect(await evenkeel(`compare --data ${path} --json`)).toEqual(
      refused(
        `readLabeledImages: ${path}/${labels} must hold 600 labels, as ${path}/${images} holds 600 images, got 7 at byte 4. Give a file that is whole.`,
      ),
    );
  });

  it('of another size', async () => {
    const path = damagedData('size', (copy) =>
      writeFileSync(
        join(copy, images),
        Buffer.concat([idxHeader(600, 14, 28), Buffer.alloc(600 * 14 * 28)]),
      ),
    );
    expect(await evenkeel(`compare --data ${path} --json`)).toEqual(
      refused(
        `--data ${path}: images to test with must be 14 x 28 x 1, as those to train with, got 28 x 28 x 1. Scale or pad them.`,
      ),
    );
  });

  it('too few for a batch', async () => {
    const line = `train --data ${data} --batch 601 --out ${directory}/x`;
    expect(await evenkeel(line)).toEqual(
      refused('--batch must be at most 600, the number of training images, got 601.'),
    );
  });
});

describe('saved models', () => {
  it('with one bit turned', async () => {
    const path = join(directory, 'bit.safetensors');
    const bytes = readFileSync(model);
    bytes[bytes.length - 9]! ^= 4;
    writeFileSync(path, bytes);
    const { code, stdout, stderr } = await evenkeel(`eval ${path}`);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(
      /^evenkeel: readSafetensors: .+ must have the checksum \w{8} of its content, got \w{8} at byte \d+\. It was damaged after it had been written\.\n$/,
    );
  });

  it('that another program wrote', async () => {
    const path = join(directory, 'foreign.safetensors');
    writeFileSync(path, encodeSafetensors({ tensors: new Map(), metadata: {} }));
    expect(await evenkeel(`eval ${path} --data ${data}`)).toEqual(
      refused(
        `${path} does not say which model its weights belong to (metadata "evenkeel.model"). Give a file that evenkeel train saved.`,
      ),
    );
  });

  it('without the weights of their model', async () => {
    const path = join(directory, 'empty.safetensors');
    const spec = { model: 'mlp', batchNorm: false, activation: 'relu', init: 'he', seed: 1 };
    const metadata = { 'evenkeel.model': JSON.stringify(spec) };
    writeFileSync(path, encodeSafetensors({ tensors: new Map(), metadata }));
    const { code, stderr } = await evenkeel(`eval ${path}`);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^evenkeel: .+empty\.safetensors does not hold the weights of the model that it names: loadStateDict: .+ got no 1\.0\.weight, .+\n$/,
    );
  });
});
