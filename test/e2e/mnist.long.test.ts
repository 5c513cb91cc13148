import { fileURLToPath } from 'node:url';
import { drawDigits, loader, type Dataset } from '@evenkeel/data';
import { findMnist, loadMnist } from '@evenkeel/data/node';
import { createNativeBackend } from '@evenkeel/native';
import { sgd } from '@evenkeel/optim';
import { generator, setBackend } from '@evenkeel/tensor';
import { fit } from '@evenkeel/train';
import { beforeAll, describe, expect, it } from 'vitest';
import { paperMlp } from './paper-mlp.js';

const beside = fileURLToPath(new URL('../../../shared/data', import.meta.url));
const places = [...(process.env['EVENKEEL_DATA'] ? [process.env['EVENKEEL_DATA']] : []), beside];
const { directory, tried } = findMnist({ places });
if (directory === null) {
  process.stdout.write(`MNIST tests are skipped: no files in ${tried.join(', ')}\n`);
}

beforeAll(() => {
  // Layers of 100 units gain nothing from threads.
  setBackend(createNativeBackend({ threads: 1 }));
});

interface Data {
  readonly train: Dataset;
  readonly test: Dataset;
}

/** Test accuracy by step, every 200 steps. */
async function curve({ train, test }: Data, withBatchNorm: boolean): Promise<Map<number, number>> {
  const model = paperMlp({ batchNorm: withBatchNorm });
  const accuracies = new Map<number, number>();
  await fit(model, {
    data: loader(train, { batch: 60, generator: generator(1) }),
    optimizer: sgd(model.parameters(), { lr: 3 }),
    steps: 1000,
    validation: loader(test, { batch: 500, shuffle: false }),
    evaluateEvery: 200,
    onEvent: (event) => {
      if (event.kind === 'evaluation') accuracies.set(event.step, event.accuracy);
    },
  });
  return accuracies;
}

interface Curves {
  readonly bn: Map<number, number>;
  readonly plain: Map<number, number>;
}

async function compare(name: string, data: Data): Promise<Curves> {
  const curves = { bn: await curve(data, true), plain: await curve(data, false) };
  for (const [variant, accuracies] of Object.entries(curves)) {
    const figures = [...accuracies].map(([step, accuracy]) => `${step}: ${accuracy.toFixed(4)}`);
    process.stdout.write(`${name}, ${variant}: ${figures.join(', ')}\n`);
  }
  return curves;
}

/** Where the paper's figure shows it: far ahead at the start, and on average over the curve. */
function expectAhead({ bn, plain }: Curves): void {
  expect(bn.get(200)).toBeGreaterThan(plain.get(200)! + 0.2);
  expect(bn.get(400)).toBeGreaterThan(plain.get(400)!);
  const mean = (accuracies: Map<number, number>): number =>
    [...accuracies.values()].reduce((sum, accuracy) => sum + accuracy, 0) / accuracies.size;
  expect(mean(bn)).toBeGreaterThan(mean(plain) + 0.03);
}

describe("the batch-norm paper's perceptron", () => {
  it.skipIf(directory === null)('learns MNIST, with batch norm ahead', async () => {
    const curves = await compare('MNIST', await loadMnist({ places }));
    expectAhead(curves);
    expect(curves.bn.get(200)).toBeGreaterThan(0.86);
    expect(curves.bn.get(1000)).toBeGreaterThan(0.93);
    expect(curves.plain.get(1000)).toBeGreaterThan(0.85);
  });

  it('learns the drawn digits beyond what a linear classifier can', async () => {
    const test = drawDigits({ count: 2000, split: 'test' });
    const curves = await compare('drawn digits', { train: drawDigits({ count: 12_000 }), test });
    expectAhead(curves);
    expect(curves.bn.get(1000)).toBeGreaterThan(0.92);
  });
});
