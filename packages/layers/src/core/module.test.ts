import { createReferenceBackend } from '@evenkeel/kernels';
import { normal, ones, zeros } from '@evenkeel/init';
import {
  full,
  generator,
  mul,
  noGrad,
  setBackend,
  tensor,
  tidy,
  withNonFiniteCheck,
  type Tensor,
} from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  batchNorm,
  initialize,
  Layer,
  linear,
  Linear,
  parameter,
  relu,
  sequential,
  type StateDict,
} from '../index.js';

beforeAll(() => setBackend(createReferenceBackend({ precision: 'float64' })));

class Net extends Layer<3, 3> {
  readonly first = linear(3, 3);
  readonly blocks = [linear(3, 3), batchNorm(3)];
  readonly scale = parameter([1], ones());

  override forward(x: Tensor): Tensor {
    const y = this.blocks.reduce((z, block) => block.forward(z), this.first.forward(x));
    return mul(y, this.scale);
  }
}

const values = (x: Tensor) => [...x.dataSync()];
const input = () =>
  tensor([
    [1, -2, 3],
    [0.5, 0, -1],
    [2, 2, 2],
  ]);

describe('names', () => {
  it('are those of properties and positions', () => {
    expect(new Net().namedState().map(([name]) => name)).toEqual([
      'scale',
      'first.weight',
      'first.bias',
      'blocks.0.weight',
      'blocks.0.bias',
      'blocks.1.gamma',
      'blocks.1.beta',
      'blocks.1.runningMean',
      'blocks.1.runningVar',
      'blocks.1.numBatchesTracked',
    ]);
    const nested = sequential(sequential(linear(1, 2), relu()), linear(2, 3, { bias: false }));
    expect(nested.namedParameters().map(([name]) => name)).toEqual([
      '0.0.weight',
      '0.0.bias',
      '1.weight',
    ]);
  });

  it('list what is shared once, under its first name', () => {
    const shared = linear(2, 2);
    const model = sequential(shared, relu(), shared);
    expect(model.namedParameters().map(([name]) => name)).toEqual(['0.weight', '0.bias']);
    expect(model.modules()).toHaveLength(3);
  });

  it('only grow', () => {
    const model = sequential(relu(), linear(2, 2));
    model.layers[1].parameters();
    expect(model.layers[1].weight.path).toBe('1.weight');
    sequential(model);
    expect(model.layers[1].weight.path).toBe('0.1.weight');
  });
});

describe('parameters', () => {
  it('exist only when they are used', () => {
    const layer = linear(2, 2);
    expect(layer.weight.drawn).toBe(false);
    expect(layer.weight.size).toBe(4);
    values(layer.weight);
    expect(layer.weight.drawn).toBe(true);
  });

  it('of equal layers differ, those of equal models do not', () => {
    const build = () => sequential(linear(3, 3), linear(3, 3));
    const [a, b] = [build(), build()];
    expect(values(a.layers[0].weight)).not.toEqual(values(a.layers[1].weight));
    expect(a.parameters().map(values)).toEqual(b.parameters().map(values));
  });

  it('are drawn from generator(0).fork(name)', () => {
    const layer = linear(3, 2, { init: normal({ std: 0.1 }) });
    sequential(relu(), layer);
    expect(values(layer.weight)).toEqual(
      values(generator(0).fork('1.weight').normal([3, 2], 0, 0.1)),
    );
  });

  it("of a user's module are named before its forward pass draws them", () => {
    const used = new Net();
    used.forward(input());
    const asked = new Net();
    asked.parameters();
    expect(used.first.weight.path).toBe('first.weight');
    expect(used.parameters().map(values)).toEqual(asked.parameters().map(values));
    expect(values(used.first.weight)).not.toEqual(values(used.blocks[0]!.parameters()[0]!));
  });

  it('of a subclass are named too', () => {
    class Gated extends Linear<3, 3> {
      readonly open = parameter([3, 3], normal());
      readonly close = parameter([3, 3], normal());
      override forward(x: Tensor): Tensor {
        return mul(super.forward(x), mul(this.open, this.close));
      }
    }
    const gated = new Gated(3, 3, {});
    gated.forward(input());
    expect(gated.open.path).toBe('open');
    expect(values(gated.open)).not.toEqual(values(gated.close));
  });

  it('survive the scope in which they were drawn', () => {
    const layer = linear(3, 3);
    tidy(() => layer.forward(input()));
    expect(values(layer.weight)).toHaveLength(9);
  });

  it('are drawn at once from a generator that is given', () => {
    const source = generator(5);
    const [a, b] = [linear(2, 2, { generator: source }), linear(2, 2, { generator: source })];
    expect(a.weight.drawn).toBe(true);
    expect(values(a.weight)).toEqual(values(linear(2, 2, { generator: generator(5) }).weight));
    expect(values(a.weight)).not.toEqual(values(b.weight));
  });

  it('refuse an initializer that gives another shape', () => {
    const layer = linear(2, 3, { init: () => tensor([1, 2]) });
    expect(() => values(layer.weight)).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: weight: the drawn tensor must be [2, 3], got [2]. An initializer must give the shape that it is asked for.]`,
    );
  });
});

describe('initialize', () => {
  it('draws all parameters from a seed, and 0 is the seed of a model left alone', () => {
    const build = () => sequential(linear(3, 3), relu(), linear(3, 3));
    const drawn = (model: Layer) => model.parameters().map(values);
    expect(drawn(initialize(build(), { seed: 0 }))).toEqual(drawn(build()));
    expect(drawn(initialize(build(), { seed: 1 }))).not.toEqual(drawn(build()));
  });

  it('overwrites in place and resets statistics', () => {
    const model = sequential(linear(3, 3), batchNorm(3));
    model.forward(input());
    const before = model.layers[0].weight.handle;
    initialize(model, { seed: 3 });
    const fresh = initialize(sequential(linear(3, 3), batchNorm(3)), { seed: 3 });
    expect(model.stateDict()).toEqual(fresh.stateDict());
    expect(model.layers[0].weight.handle).toBe(before);
  });
});

describe('modes', () => {
  it('reach everything inside', () => {
    const model = sequential(sequential(relu()), batchNorm(3));
    expect(
      model
        .eval()
        .modules()
        .map((module) => module.training),
    ).toEqual([false, false, false, false]);
    expect(model.train().layers[1].training).toBe(true);
  });

  it('freezing stops gradients and is seen from outside', () => {
    const model = sequential(linear(3, 3), batchNorm(3));
    model.layers[0].requiresGrad = false;
    expect(model.parameters().map((parameter) => parameter.requiresGrad)).toEqual([
      false,
      false,
      true,
      true,
    ]);
    expect([model.requiresGrad, model.layers[0].requiresGrad]).toEqual([true, false]);
    model.requiresGrad = false;
    expect(model.requiresGrad).toBe(false);
    model.requiresGrad = true;
    expect(model.parameters().every((parameter) => parameter.requiresGrad)).toBe(true);
  });
});

describe('onForward', () => {
  it('tells of each pass until it is stopped', () => {
    const model = sequential(linear(3, 2), relu());
    const shapes: string[] = [];
    const stop = model.layers[0].onForward((output, [x]) => {
      shapes.push(`${x?.shape.join()} -> ${output.shape.join()}`);
    });
    model.forward(input());
    stop();
    model.forward(input());
    expect(shapes).toEqual(['3,3 -> 3,2']);
  });

  it('tells once of a class that calls super.forward()', () => {
    class Twice extends Net {
      override forward(x: Tensor): Tensor {
        return super.forward(super.forward(x));
      }
    }
    const model = new Twice();
    let calls = 0;
    model.onForward(() => calls++);
    model.forward(input());
    expect(calls).toBe(1);
  });
});

describe('reports of what goes wrong', () => {
  it('name the layer, inside chains, fused pairs and modules of the user', () => {
    const huge = () => linear(3, 3, { init: () => full([3, 3], 1e308) });
    const pathOf = (model: Layer) =>
      withNonFiniteCheck(() => noGrad(() => model.forward(input()))).first?.path;
    expect(pathOf(sequential(relu(), sequential(relu(), huge(), relu())))).toBe('1.1');
    expect(pathOf(sequential(relu(), huge()))).toBe('1');
    class Holder extends Layer {
      readonly blocks = [relu(), huge()];
      override forward(x: Tensor): Tensor {
        return this.blocks.reduce((y, block) => block.forward(y), x);
      }
    }
    expect(pathOf(sequential(new Holder()))).toBe('0.blocks.1');
  });
});

describe('state', () => {
  const build = () => sequential(linear(3, 2), batchNorm(2));

  it('is copied out and in', () => {
    const source = initialize(build(), { seed: 4 });
    source.forward(input());
    const state = source.stateDict();
    const target = build();
    target.loadStateDict(structuredClone(state));
    expect(target.stateDict()).toEqual(state);
    expect(target.layers[1].numBatchesTracked?.value).toBe(1);
    source.forward(input());
    expect(state['1.numBatchesTracked']?.data[0]).toBe(1);
  });

  it('refuses names that are missing or unexpected', () => {
    const { '0.weight': weight, '1.gamma': _gamma, ...rest } = build().stateDict();
    const wrong = { ...rest, 'fc.weight': weight! } satisfies StateDict;
    expect(() => build().loadStateDict(wrong)).toThrowErrorMatchingInlineSnapshot(
      `[ArgumentError: loadStateDict: state must be the 7 entries of the model, got no 0.weight, 1.gamma, and unexpected fc.weight. Build the same model, or pass { strict: false } to load what fits by name.]`,
    );
    expect(() => build().loadStateDict({})).toThrowErrorMatchingInlineSnapshot(
      `[ArgumentError: loadStateDict: state must be the 7 entries of the model, got no 0.weight, 0.bias, 1.gamma, 1.beta, 1.runningMean and 2 more. Build the same model, or pass { strict: false } to load what fits by name.]`,
    );
    const model = build();
    model.loadStateDict(
      { '0.bias': { shape: [2], data: Float32Array.of(5, 6) } },
      { strict: false },
    );
    expect(values(model.layers[0].bias!)).toEqual([5, 6]);
  });

  it('refuses a shape that differs, and then loads nothing', () => {
    const model = build();
    const before = model.stateDict();
    const wrong = { ...initialize(build(), { seed: 9 }).stateDict() };
    wrong['1.beta'] = { shape: [3], data: new Float64Array(3) };
    expect(() => model.loadStateDict(wrong)).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: loadStateDict: 1.beta must be [2], got [3].]`,
    );
    wrong['1.beta'] = { shape: [2], data: new Float64Array(3) };
    expect(() => model.loadStateDict(wrong)).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: loadStateDict: 1.beta must be [2], got 3 numbers.]`,
    );
    expect(model.stateDict()).toEqual(before);
  });

  it('has no entry for a bias that is not there', () => {
    expect(Object.keys(linear(2, 2, { bias: false, init: zeros() }).stateDict())).toEqual([
      'weight',
    ]);
  });
});
