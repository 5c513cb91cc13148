// Each rule on a real training that has the fault, and on one that does not.
import { constant, normal } from '@evenkeel/init';
import { createReferenceBackend } from '@evenkeel/kernels';
import { batchNorm, linear, relu, sequential, sigmoid, type Layer } from '@evenkeel/layers';
import { add, setBackend } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { halvesTask, trainTiny, type TinySettings } from '../../test/tiny-training.js';
import { diagnose, type Finding, type RuleName } from '../index.js';

beforeAll(() => setBackend(createReferenceBackend({ precision: 'float32' })));

interface Shape {
  readonly depth?: number;
  readonly std?: number;
  readonly activation?: () => Layer;
  readonly normalized?: boolean;
  readonly momentum?: number;
}

/** Hidden layers of 12 units. */
function net({ depth = 2, std, activation = relu, normalized, momentum = 0.1 }: Shape = {}): Layer {
  const init = std === undefined ? {} : { init: normal({ std }) };
  const block = (inputs: number): Layer =>
    normalized === true
      ? sequential(
          linear(inputs, 12, { bias: false, ...init }),
          batchNorm(12, { momentum }),
          activation(),
        )
      : sequential(linear(inputs, 12, init), activation());
  const blocks = Array.from({ length: depth }, (_, i) => block(i === 0 ? 8 : 12));
  return sequential(...blocks, linear(12, 2, init));
}

function findings(settings: TinySettings): Finding[] {
  const { watch } = trainTiny({ seed: 1, ...settings });
  watch!.stop();
  return diagnose(watch!.history);
}

const only = (rule: RuleName, settings: TinySettings): Finding[] =>
  findings(settings).filter((finding) => finding.rule === rule);

const healthy: TinySettings = {
  get model() {
    return net({ normalized: true });
  },
  steps: 60,
};

it('has nothing to say of a healthy run', () => {
  expect(findings(healthy)).toEqual([]);
  expect(findings({ model: net(), steps: 60 })).toEqual([]);
});

it('has nothing to say of nothing', () => {
  expect(diagnose({ records: [], evaluations: [], failure: null })).toEqual([]);
});

describe('a rule', () => {
  it('finds dead units', () => {
    const model = sequential(linear(8, 16, { biasInit: constant(-4) }), relu(), linear(16, 2));
    const [found] = only('deadUnits', { model, lr: 0.1 });
    expect(found).toMatchObject({ layer: '1', since: 0 });
    expect(found!.message).toMatch(
      /^layer 1 \(relu\): \d+ % of its units are dead since step 0: no example gets them over 0, so they cannot learn; the learning rate is 0\.1\. Try a smaller learning rate, a small positive bias, leakyRelu or elu, or batch norm before it\.$/,
    );
    expect(only('deadUnits', { model: net() })).toEqual([]);
  });

  it('finds dead units that a large learning rate has made', () => {
    const found = only('deadUnits', { model: net({ depth: 3 }), lr: 8, steps: 40 });
    expect(found.length).toBeGreaterThan(0);
    expect(found[0]!.since).toBeGreaterThan(0);
  });

  it('finds saturation', () => {
    const settings = { model: net({ std: 8, activation: sigmoid }), lr: 0.01 };
    const [found] = only('saturation', settings);
    expect(found!.message).toMatch(
      /^layer 0\.1 \(sigmoid\): \d+ % of its inputs are saturated since step 0; the middle 70 % lie between -[\d.]+ and [\d.]+, where little gradient gets through\./,
    );
    expect(only('saturation', { model: net({ std: 0.3, activation: sigmoid }) })).toEqual([]);
  });

  it('finds units that compute the same', () => {
    const init = constant(0.1);
    const model = sequential(linear(8, 12, { init }), sigmoid(), linear(12, 2, { init }));
    const [found] = only('identicalUnits', { model });
    expect(found).toMatchObject({ layer: '1' });
    expect(found!.message).toContain(
      'layer 1: 100 % of its 12 units compute the same as another one since step 0.',
    );
    expect(only('identicalUnits', { model: net({ activation: sigmoid }) })).toEqual([]);
  });

  it('finds gradients that vanish', () => {
    const deep = { depth: 7, activation: sigmoid } as const;
    const [found] = only('vanishingGradients', { model: net({ ...deep, std: 0.05 }) });
    expect(found).toMatchObject({ layer: '0.0.weight', since: 1 });
    expect(found!.message).toMatch(
      /^gradients vanish since step 1: an element of 0\.0\.weight gets [\d.e-]+ \(root mean square\), one of 7\.weight [\d.e-]+, [\d.e+]+ times as much\./,
    );
    expect(only('vanishingGradients', { model: net({ ...deep, normalized: true }) })).toEqual([]);
  });

  it('finds gradients that explode', () => {
    const [found] = only('explodingGradients', { model: net({ depth: 7, std: 2 }), lr: 1e-12 });
    expect(found!.message).toMatch(
      /^gradients explode since step 1: that of \S+ has a norm of [\d.e+]+, the weights one of [\d.]+\./,
    );
    expect(only('explodingGradients', { model: net({ depth: 7 }), lr: 0.01 })).toEqual([]);
  });

  it('finds steps that are too large', () => {
    const [found] = only('largeUpdates', { model: net({ std: 0.1 }), lr: 3 });
    expect(found!.message).toMatch(
      /^parameter \S+: a step changes it by [\d.]+ of its size \(median\), where about 0\.001 is healthy; the learning rate is 3\./,
    );
    expect(only('largeUpdates', { model: net(), lr: 0.1 })).toEqual([]);
  });

  it('finds steps that are too small', () => {
    const found = only('smallUpdates', { model: net(), lr: 1e-6 });
    expect(found.map(({ layer }) => layer)).toEqual(['0.0.weight', '1.0.weight', '2.weight']);
    expect(found[0]!.message).toContain('the learning rate is 0.000001. Try a larger one');
    expect(only('smallUpdates', healthy)).toEqual([]);
  });

  it('finds running statistics that lag behind the batches', () => {
    const { x, y } = halvesTask();
    const task = { x: add(x, 5), y };
    const lagging = { model: net({ normalized: true, momentum: 0.001 }), task, steps: 50 };
    const [found] = only('batchStatistics', lagging);
    expect(found).toMatchObject({ layer: '0.1' });
    expect(found!.message).toMatch(
      /^layer 0\.1: running statistics of batch norm are far from those of the batches since step 30: means are off by [\d.]+ deviations, variances by a factor of [\d.]+\. In evaluation the net is another one\./,
    );
    expect(only('batchStatistics', { ...lagging, model: net({ normalized: true }) })).toEqual([]);
  });

  it('says what the lag does to the loss, if there was an evaluation', () => {
    const model = net({ normalized: true, momentum: 0.001 });
    const { x, y } = halvesTask();
    const { watch } = trainTiny({ model, task: { x: add(x, 5), y }, steps: 40, seed: 1 });
    watch!.onEvaluation({ step: 40, accuracy: 0.5, loss: 2.5 });
    const found = diagnose(watch!.history).find(({ rule }) => rule === 'batchStatistics');
    expect(found!.message).toMatch(
      /; the loss is [\d.]+ in training and 2\.5 in evaluation\. In evaluation/,
    );
  });

  it('finds a loss that diverges', () => {
    const [found] = only('divergence', { model: net({ depth: 3 }), lr: 1e5, steps: 30 });
    expect(found!.message).toMatch(
      /^(the run ended at step \d+ \(loss must be finite, got NaN at step \d+\.\)|the loss diverges: )/,
    );
    expect(only('divergence', healthy)).toEqual([]);
  });

  it('finds a loss that stands still', () => {
    const stuck = { depth: 4, std: 0.01, activation: sigmoid } as const;
    const [found] = only('plateau', { model: net(stuck), lr: 0.01, steps: 80 });
    expect(found!.message).toMatch(
      /^the loss stands still since step \d+: 0\.69\d then, 0\.69\d at best up to step 80, 0\.6\d+ at the start; the learning rate is 0\.01\./,
    );
    expect(only('plateau', { ...healthy, steps: 80 })).toEqual([]);
  });
});
