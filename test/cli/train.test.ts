// evenkeel train and eval: what they say, and that they agree.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evenkeel } from './evenkeel.js';
import { writeSmallData } from './small-data.js';

let directory = '';
let data = '';
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'evenkeel-train-'));
  data = writeSmallData(join(directory, 'data'));
});
afterAll(() => {
  rmSync(directory, { recursive: true });
});

const models = [
  { name: 'mlp with batch norm', args: '--model mlp' },
  { name: 'mlp', args: '--no-batch-norm --activation relu --init he' },
  { name: 'lenet with batch norm', args: '--model lenet --optimizer adam' },
  { name: 'inception', args: '--model inception --no-batch-norm' },
];

interface Evaluated {
  readonly testAccuracy: number;
  readonly top5Accuracy: number;
  readonly micro: { readonly f1: number };
  readonly confusion: number[][];
}

describe('train --json', () => {
  it('prints one document and nothing else, the same figures as eval', async () => {
    const out = join(directory, 'json.safetensors');
    const run = await evenkeel(
      `train --data ${data} --epochs 2 --batch 50 --monitor 12 --json --out ${out}`,
    );
    expect([run.code, run.stderr]).toEqual([0, '']);
    const said = JSON.parse(run.stdout) as Record<string, unknown> & { curve: object[] };
    expect(said).toMatchObject({
      model: { model: 'mlp', batchNorm: true },
      data,
      seed: 1,
      epochs: 2,
      backend: 'native',
      reason: 'finished',
      step: 24,
      weights: out,
      report: null,
    });
    expect(said['findings']).toBeInstanceOf(Array);
    expect(said.curve.map((point) => Object.keys(point))).toEqual([
      ['step', 'testAccuracy', 'testLoss'],
      ['step', 'testAccuracy', 'testLoss'],
    ]);
    const { testAccuracy, testLoss } = said;
    expect(said.curve.at(-1)).toEqual({ step: 24, testAccuracy, testLoss });
    const tested = await evenkeel(`eval ${out} --data ${data} --json`);
    expect(JSON.parse(tested.stdout)).toMatchObject({ testAccuracy, loss: testLoss });
  });

  it('prints nothing where the run fails', async () => {
    const out = join(directory, 'fails.safetensors');
    const run = await evenkeel(
      `train --data ${data} --steps 9 --optimizer sgd --lr 1e38 --activation relu --json --out ${out}`,
    );
    expect([run.code, run.stdout]).toEqual([1, '']);
  });
});

describe.each(models)('$name', ({ name, args }) => {
  it('prints its speed and the accuracy that eval finds too', async () => {
    const file = `${name.replaceAll(' ', '-')}.safetensors`;
    const out = join(directory, file);
    const trained = await evenkeel(
      `train --data ${data} --epochs 2 --batch 50 --out ${out} ${args}`,
    );
    expect(trained.code).toBe(0);
    const lines = trained.stderr.trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    for (const line of lines) {
      expect(line).toMatch(
        /^step (12|24): test accuracy [\d.]+ %, test loss [\d.]+, [\d,]+ samples\/s$/,
      );
    }
    const figures = /^Test accuracy ([\d.]+ %, loss [\d.]+)\.$/m.exec(trained.stdout)?.[1];
    expect(figures).toBeDefined();
    expect(trained.stdout).toMatch(
      /^24 steps in [\d.]+ s with tests and checkpoints; [\d,]+ samples\/s in training \(native, \w+, 1 threads?\)\.$/m,
    );
    expect(trained.stdout).toContain(`\nWeights: ${out}\n`);
    expect(readdirSync(directory)).not.toContain(`${file}.checkpoints`);

    const tested = await evenkeel(`eval ${out} --data ${data}`);
    expect(tested).toEqual({
      code: 0,
      signal: null,
      stdout: `${name} on ${data}: test accuracy ${figures} (200 images)\n`,
      stderr: '',
    });
    const { stdout } = await evenkeel(`eval ${out} --data ${data} --json`);
    const found = JSON.parse(stdout) as Evaluated;
    expect(found).toMatchObject({ file: out, data, count: 200 });
    expect(found.confusion.flat().reduce((a, b) => a + b)).toBe(200);
    expect(found.micro.f1).toBe(found.testAccuracy);
    expect(found.top5Accuracy).toBeGreaterThanOrEqual(found.testAccuracy);
  });
});

it('eval --per-class scores each class', async () => {
  const out = join(directory, 'classes.safetensors');
  await evenkeel(`train --data ${data} --steps 5 --out ${out}`);
  const { code, stdout } = await evenkeel(`eval ${out} --data ${data} --per-class`);
  expect(code).toBe(0);
  const [first, , heads, , ...lines] = stdout.trimEnd().split('\n');
  expect(first).toMatch(/test accuracy/);
  expect(heads).toMatch(/^class +images +precision +recall +F1 +taken for$/);
  expect(lines).toHaveLength(10 + 3 + 2);
  expect(lines.slice(0, 10).every((line, c) => line.startsWith(`${c} `))).toBe(true);
  expect(lines.at(-1)).toMatch(/^The right class is among the 5 first answers of [\d.]+ %\.$/);
});

it('eval --report writes a page, and the report of a run has its charts too', async () => {
  const [out, page, log] = ['page.safetensors', 'pages/eval.html', 'page-log'].map((name) =>
    join(directory, name),
  );
  await evenkeel(`train --data ${data} --steps 5 --out ${out} --log ${log}`);
  const { code, stdout } = await evenkeel(`eval ${out} --data ${data} --report ${page}`);
  expect(code).toBe(0);
  expect(stdout.trimEnd().split('\n').at(-1)).toBe(`Report: ${page}`);
  const html = readFileSync(page!, 'utf8');
  const charts = ['Confusion matrix', 'Calibration'].map((name) => `aria-label="${name}"`);
  for (const chart of charts) expect(html).toContain(chart);
  const report = join(log!, 'report.html');
  const first = readFileSync(report, 'utf8');
  for (const chart of charts) expect(first).toContain(chart);
  expect(readdirSync(join(log!, 'figures'))).toEqual(
    expect.arrayContaining(['confusion.svg', 'calibration.svg']),
  );
  await evenkeel(`diagnose ${log}`);
  expect(readFileSync(report, 'utf8')).toBe(first);

  writeFileSync(join(log!, 'classes.json'), '{"names":');
  const damaged = await evenkeel(`diagnose ${log}`);
  expect(damaged).toMatchObject({ code: 2 });
  expect(damaged.stderr).toBe(
    `evenkeel: ${join(log!, 'classes.json')} must be what evenkeel train --log wrote, got "{\\"names\\":". Remove it.\n`,
  );
});

it('--augment changes the training images, the same way every time', async () => {
  const weights = async (name: string, args: string): Promise<Buffer> => {
    const out = join(directory, `${name}.safetensors`);
    const line = `train --data ${data} --steps 6 --batch 50 --out ${out} ${args}`;
    expect(await evenkeel(line)).toMatchObject({ code: 0 });
    return readFileSync(out);
  };
  const augment = '--augment shift,flip,affine,photometric,cutout,mixup,cutmix';
  const first = await weights('augmented', augment);
  expect(await weights('again', augment)).toEqual(first);
  expect(await weights('plain', '--seed 1')).not.toEqual(first);
});

it('a loss that is no number ends the run with the step and the op', async () => {
  const out = join(directory, 'lost.safetensors');
  const line = `train --data ${data} --no-batch-norm --activation relu --lr 1e30 --out ${out}`;
  const { code, stdout, stderr } = await evenkeel(line);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(
    /^To start anew add --restart, and try a smaller --lr\.\nevenkeel: fit: loss must be finite, got NaN at step \d+\. First, .+\n$/,
  );
  expect(readdirSync(directory).filter((name) => name.startsWith('lost'))).toEqual([]);
});
