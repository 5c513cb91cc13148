// What the program says to a mistake: one line on standard error, nothing else, exit code 2.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evenkeel } from './evenkeel.js';

let directory = '';
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'evenkeel-usage-'));
  writeFileSync(join(directory, 'notes.txt'), 'not a model at all');
  writeFileSync(join(directory, 'cut'), 'abc');
});
afterAll(() => {
  rmSync(directory, { recursive: true });
});

/** Nothing is computed here: no need of the native binary. */
const reference = { EVENKEEL_BACKEND: 'reference' };

interface Mistake {
  readonly args: string;
  readonly env?: Record<string, string>;
  /** What the line says; DIR stands for the directory of the test. */
  readonly line: string;
}

const mistakes: readonly Mistake[] = [
  { args: 'trian', line: "unknown command 'trian' (Did you mean train?) See evenkeel --help." },
  { args: 'help trian', line: "unknown command 'trian'. See evenkeel --help." },
  {
    args: 'compare --stepz 5',
    line: "unknown option '--stepz' (Did you mean --steps?) See evenkeel compare --help.",
  },
  {
    args: 'compare --steps 0',
    line: "option '--steps <n>' argument '0' is invalid. It must be a whole number of at least 1. See evenkeel compare --help.",
  },
  {
    args: 'compare --lr NaN',
    line: "option '--lr <rate>' argument 'NaN' is invalid. It must be a number above 0. See evenkeel compare --help.",
  },
  {
    args: 'compare --seed 1.5',
    line: "option '--seed <n>' argument '1.5' is invalid. It must be a whole number of at least 0. See evenkeel compare --help.",
  },
  {
    args: 'train --activation rel',
    line: "option '--activation <name>' argument 'rel' is invalid. Allowed choices are sigmoid, tanh, relu, leakyRelu, elu. See evenkeel train --help.",
  },
  {
    args: 'train --model vgg --activation tanh',
    line: '--activation must not be given with --model vgg, whose non-linearity is relu. Leave it out, or use --model mlp.',
  },
  {
    args: 'compare --data nowhere',
    line: '--data must be digits, mnist, fashion-mnist, kmnist, emnist-balanced, emnist-byclass, emnist-bymerge, emnist-digits, emnist-letters, emnist-mnist, cifar10, cifar100, cifar100-coarse or a directory of IDX files, got "nowhere", which is none of them.',
  },
  {
    args: 'train --data DIR',
    line: "--data DIR: no directory holds four IDX files like MNIST's. Looked in DIR, DIR/mnist. Give another directory, or use --data digits.",
  },
  {
    args: 'train --data kmnist',
    env: { EVENKEEL_DATA: '/nowhere' },
    line: '--data kmnist: its files are not there. Looked in /nowhere/kmnist, data/kmnist, ../shared/data/kmnist. Run evenkeel data get kmnist, or use --data digits.',
  },
  {
    args: 'train --out DIR',
    line: '--out must be a file, got the directory DIR. Add a name to it.',
  },
  {
    args: 'compare --out DIR/notes.txt/report',
    line: 'DIR/notes.txt/report: a part of the path is no directory. Give another path.',
  },
  {
    args: 'train --epochs 1 --steps 2',
    line: "option '--steps <n>' cannot be used with option '--epochs <n>'. See evenkeel train --help.",
  },
  {
    args: 'train --resume --restart',
    line: '--resume and --restart exclude each other: leave one of them out.',
  },
  { args: 'eval', line: "missing required argument 'file'. See evenkeel eval --help." },
  {
    args: 'eval DIR/gone.safetensors',
    line: 'FILE must be a file that evenkeel train saved, got DIR/gone.safetensors, which is none.',
  },
  {
    args: 'eval DIR/notes.txt',
    line: 'readSafetensors: DIR/notes.txt must claim a header of at most 10 bytes, got 8029109312199880558 at byte 0. Give a file that is whole.',
  },
  {
    args: 'eval DIR/cut',
    line: 'readSafetensors: DIR/cut must have at least 8 bytes, got the end at byte 3. Give a file that is whole.',
  },
  {
    args: 'train --augment shift,rotate',
    line: "option '--augment <list>' argument 'shift,rotate' is invalid. It must be words of shift, flip, affine, photometric, cutout, mixup, cutmix with commas between them. See evenkeel train --help.",
  },
  { args: 'data', line: 'data needs a command: list or get. See evenkeel data --help.' },
  { args: 'data fetch mnist', line: "unknown command 'fetch'. See evenkeel data --help." },
  {
    args: 'data get imagenet',
    line: 'NAME must be one of mnist, fashion-mnist, kmnist, emnist-balanced, emnist-byclass, emnist-bymerge, emnist-digits, emnist-letters, emnist-mnist, cifar10, cifar100, cifar100-coarse, got "imagenet".',
  },
  {
    args: 'data get mnist --from mirror',
    line: "option '--from <address>' argument 'mirror' is invalid. It must start with http:// or https://. See evenkeel data get --help.",
  },
  {
    args: 'data get mnist --to DIR/cut',
    line: 'DIR/cut/mnist/train-images-idx3-ubyte.gz: a part of the path is no directory. Give another path.',
  },
  {
    args: 'doctor',
    env: { EVENKEEL_THREADS: 'many' },
    line: "environment: EVENKEEL_THREADS must be a whole number from 1 to 1024, got 'many'.",
  },
  {
    args: 'train',
    env: { EVENKEEL_BACKEND: 'gpu' },
    line: "environment: EVENKEEL_BACKEND must be native, wasm or reference, got 'gpu'.",
  },
];

describe('a mistake', () => {
  it.each(mistakes)('evenkeel $args', async ({ args, env = {}, line }) => {
    const given = args.replaceAll('DIR', directory);
    expect(await evenkeel(given, { env: { ...reference, ...env } })).toEqual({
      code: 2,
      signal: null,
      stdout: '',
      stderr: `evenkeel: ${line.replaceAll('DIR', directory)}\n`,
    });
  });

  it('shows where it came from with EVENKEEL_DEBUG', async () => {
    const { code, stderr } = await evenkeel(`eval ${directory}/cut`, {
      env: { ...reference, EVENKEEL_DEBUG: '1' },
    });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^evenkeel: readSafetensors: .+\n(.*\n)*FileFormatError: .+\n +at /m);
  });
});

describe('help', () => {
  it('is what a bare call gets, on standard error', async () => {
    const { code, stdout, stderr } = await evenkeel('');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^Usage: evenkeel \[options\] \[command\]\n/);
  });

  it.each(['compare', 'train', 'eval', 'doctor'])(
    'of %s names each option, on standard output',
    async (name) => {
      const [asked, given] = await Promise.all([
        evenkeel(`${name} --help`),
        evenkeel(`help ${name}`),
      ]);
      expect(asked).toMatchObject({ code: 0, stderr: '' });
      expect(asked.stdout).toMatch(new RegExp(`^Usage: evenkeel ${name} `));
      expect(given).toEqual(asked);
    },
  );

  it('says defaults and units', async () => {
    const { stdout } = await evenkeel('compare --help');
    const text = stdout.replaceAll(/\s+/g, ' ');
    for (const words of [
      '--steps <n> optimizer steps of each net (default: 2000)',
      '--every <n> steps between two tests (default: 200)',
      '--batch <n> images a step (default: 60)',
      '--lr <rate> learning rate of SGD (default: 3)',
      '--seed <n> seed of weights and batches (default: 1)',
      '(default: "evenkeel-report"; with --json none)',
    ]) {
      expect(text).toContain(words);
    }
  });

  it('ends with the version on --version', async () => {
    expect(await evenkeel('--version')).toMatchObject({ code: 0, stdout: '0.1.0\n', stderr: '' });
  });
});
