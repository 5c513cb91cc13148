// evenkeel pretrain: its document, its files, what it says, and how it stops.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeSafetensors } from '@evenkeel/train';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evenkeel } from './evenkeel.js';
import { writeSmallData } from './small-data.js';

let directory = '';
let data = '';
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'evenkeel-pretrain-'));
  data = writeSmallData(join(directory, 'data'));
});
afterAll(() => {
  rmSync(directory, { recursive: true });
});

interface Document {
  readonly seconds: unknown;
  readonly pcaError: number;
  readonly layers: readonly { readonly error: number }[];
  readonly curve: readonly { readonly epoch: number; readonly testError: number }[];
  readonly testError: number;
}

const pretrain = (more: string): string =>
  `pretrain --data ${data} --sizes 48,8 --epochs 8 --fine-tune-epochs 6 --batch 20 --lr 0.003 ${more}`;

async function asJson(more: string, env = {}): Promise<Document> {
  const ended = await evenkeel(pretrain(`--json ${more}`), { env });
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  expect(ended.stdout).toMatch(/^\{.*\}\n$/);
  return JSON.parse(ended.stdout) as Document;
}

describe('pretrain --json', () => {
  it('prints one document, the same figures on one thread and on two', async () => {
    const [one, two, other] = await Promise.all([
      asJson('--seed 3'),
      asJson('--seed 3', { EVENKEEL_THREADS: '2' }),
      asJson('--seed 4'),
    ]);
    expect({ ...one, seconds: 0 }).toEqual({ ...two, seconds: 0 });
    expect(other.curve).not.toEqual(one.curve);
    expect(other.pcaError).toBe(one.pcaError);
    expect(one).toMatchObject({
      data,
      seed: 3,
      backend: 'native',
      sizes: [784, 48, 8],
      method: 'rbm',
      layers: [
        { visible: 784, hidden: 48 },
        { visible: 48, hidden: 8 },
      ],
      aborted: false,
    });
    expect(one.curve.map(({ epoch }) => epoch)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(one.testError).toBe(one.curve.at(-1)?.testError);
    expect(one.testError).toBeLessThan(one.curve[0]!.testError);
  });

  it('begins with denoising autoencoders, or with nothing; pre-training pays', async () => {
    const [rbm, denoising, none] = await Promise.all([
      asJson('--method rbm'),
      asJson('--method autoencoder'),
      asJson('--method none'),
    ]);
    expect(none.layers).toEqual([]);
    expect(denoising.layers).toHaveLength(2);
    for (const { curve } of [rbm, denoising]) {
      expect(curve[0]!.testError).toBeLessThan(none.curve[0]!.testError);
      expect(curve.at(-1)!.testError).toBeLessThan(none.curve.at(-1)!.testError);
    }
  });
});

describe('pretrain', () => {
  it('saves weights and a picture, and says what came of it', async () => {
    const out = join(directory, 'out');
    const { code, stdout, stderr } = await evenkeel(pretrain(`--out ${out}`));
    expect(code).toBe(0);
    const lines = stdout.split('\n');
    expect(lines[0]).toBe(`Squared error per test image of ${data}, 784-48-8:`);
    expect(lines[1]).toMatch(/^ {2}PCA, 8 components +\d+\.\d\d$/);
    expect(lines[2]).toMatch(/^ {2}autoencoder, pre-trained \(rbm\) +\d+\.\d\d$/);
    expect(lines[3]).toMatch(/^ {2}autoencoder, after 6 epochs of fine-tuning +\d+\.\d\d$/);
    expect(lines[4]).toMatch(/^Pre-training took .+ s, fine-tuning .+ s with tests\.$/);
    expect(stderr).toMatch(/^PCA with 8 components: squared error \d+\.\d\d per test image/);
    expect(stderr).toMatch(/^layer 2 \(48-8\), epoch 8: squared error \d+\.\d{3}$/m);
    expect(stderr).toMatch(/^fine-tuning, epoch 6: squared error \d+\.\d{3} per test image$/m);
    expect(readdirSync(out).sort()).toEqual(['autoencoder.safetensors', 'reconstructions.png']);
    const weights = decodeSafetensors(readFileSync(join(out, 'autoencoder.safetensors')), 'file');
    expect(weights.tensors.get('encoder.1.weight')?.shape).toEqual([784, 48]);
    expect(weights.metadata['evenkeel.autoencoder']).toContain('"sizes":[784,48,8]');
    const picture = readFileSync(join(out, 'reconstructions.png'));
    expect(picture.subarray(1, 4).toString()).toBe('PNG');
    expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([10 * 88 + 4, 3 * 88 + 4]);
  });

  it('stops at Ctrl-C with what it has', async () => {
    const out = join(directory, 'stopped');
    const line = `pretrain --data ${data} --sizes 48,8 --epochs 5000 --out ${out}`;
    const { code, stdout, stderr } = await evenkeel(line, {
      on: { stderr: /^layer 1 .+epoch 2: /m, act: (child) => child.process.kill('SIGINT') },
    });
    expect(code).toBe(130);
    expect(stderr).toContain('Stopping after this step and saving; once more to end at once.\n');
    expect(stderr).toMatch(/^Stopped after [\d,]+ steps\.$/m);
    expect(stdout).toContain(`Weights: ${join(out, 'autoencoder.safetensors')}`);
    expect(readdirSync(out).sort()).toEqual(['autoencoder.safetensors', 'reconstructions.png']);
  });

  it.each([
    [
      '--sizes 48,x',
      "option '--sizes <list>' argument '48,x' is invalid. It must be whole numbers of at least 1 with commas between them. See evenkeel pretrain --help.",
    ],
    [
      '--sizes 1000',
      '--sizes must end with a code of at most 784 numbers, the pixels of an image, got 1000.',
    ],
    ['--batch 1000', '--batch must be at most 600, the number of training images, got 1000.'],
  ])('refuses %s', async (more, complaint) => {
    const ended = await evenkeel(`pretrain --data ${data} --json ${more}`);
    expect(ended).toEqual({
      code: 2,
      signal: null,
      stdout: '',
      stderr: `evenkeel: ${complaint}\n`,
    });
  });
});
