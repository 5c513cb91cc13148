import { createReferenceBackend } from '@evenkeel/kernels';
import { generator, ones, setBackend, zeros, type Tensor } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  dropout,
  gaussianNoise,
  initialize,
  linear,
  sequential,
  spatialDropout,
} from '../index.js';

beforeAll(() => setBackend(createReferenceBackend({ precision: 'float64' })));

const values = (x: Tensor) => [...x.dataSync()];

describe('dropout', () => {
  it('drops in training, each time others, and scales up the rest', () => {
    const layer = dropout({ rate: 0.25 });
    const first = values(layer.forward(ones([2000])));
    const kept = first.filter((value) => value !== 0);
    expect(kept.length / 2000).toBeCloseTo(0.75, 1);
    expect(new Set(kept)).toEqual(new Set([1 / 0.75]));
    expect(values(layer.forward(ones([2000])))).not.toEqual(first);
  });

  it('does nothing in evaluation', () => {
    const layer = dropout().eval();
    expect(values(layer.forward(ones([9])))).toEqual(values(ones([9])));
  });

  it('draws by its name in the model and the seed', () => {
    const build = () => sequential(dropout(), dropout());
    const drawn = (model: ReturnType<typeof build>, layer: 0 | 1) =>
      values(model.layers[layer].forward(ones([64])));
    const model = build();
    expect(drawn(build(), 0)).toEqual(drawn(model, 0));
    expect(drawn(model, 1)).not.toEqual(drawn(build(), 0));
    expect(drawn(initialize(build(), { seed: 5 }), 0)).not.toEqual(drawn(build(), 0));
    expect(drawn(initialize(build(), { seed: 0 }), 0)).toEqual(drawn(build(), 0));
  });

  it('goes on where a saved state was taken', () => {
    const model = sequential(dropout());
    model.forward(ones([64]));
    const state = model.stateDict();
    expect(state['0.random']).toMatchObject({ shape: [6] });
    const next = values(model.forward(ones([64])));
    const other = sequential(dropout({ generator: generator(99) }));
    other.loadStateDict(state);
    expect(values(other.forward(ones([64])))).toEqual(next);
  });

  it('takes weights of a model without generators', () => {
    const model = sequential(linear(1, 1), dropout());
    const { '1.random': _random, ...weights } = model.stateDict();
    model.loadStateDict(weights);
    expect(() => model.loadStateDict({})).toThrow(
      'loadStateDict: state must be the 2 entries of the model, got no 0.weight, 0.bias. ' +
        'Build the same model, or pass { strict: false } to load what fits by name.',
    );
  });

  it('refuses a rate that cannot be', () => {
    expect(() => dropout({ rate: 1.5 })).toThrow('dropout: rate must be from 0 to 1, got 1.5.');
    expect(() => spatialDropout({ rate: -1 })).toThrow(
      'spatialDropout: rate must be from 0 to 1, got -1.',
    );
  });
});

describe('spatialDropout', () => {
  it('drops whole channels', () => {
    const y = values(spatialDropout().forward(ones([8, 2, 2, 4])));
    for (let example = 0; example < 8; example++) {
      for (let channel = 0; channel < 4; channel++) {
        const pixels = [0, 1, 2, 3].map((pixel) => y[example * 16 + pixel * 4 + channel]);
        expect(new Set(pixels).size).toBe(1);
      }
    }
    expect(new Set(y)).toEqual(new Set([0, 2]));
  });
});

describe('gaussianNoise', () => {
  it('adds noise of the deviation in training only', () => {
    const layer = gaussianNoise({ std: 0.5 });
    const noise = values(layer.forward(zeros([4000])));
    const variance = noise.reduce((sum, value) => sum + value * value, 0) / 4000;
    expect(Math.sqrt(variance)).toBeCloseTo(0.5, 1);
    expect(values(layer.eval().forward(zeros([3])))).toEqual([0, 0, 0]);
    expect(() => gaussianNoise({ std: -1 })).toThrow(
      'gaussianNoise: std must be a finite number from 0 on, got -1.',
    );
  });
});
