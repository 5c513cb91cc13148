import { createReferenceBackend } from '@evenkeel/kernels';
import { memory, setBackend, tensor, tidy, type Tensor } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  adadelta,
  adagrad,
  adam,
  adamax,
  adamW,
  decayGroups,
  eve,
  lamb,
  lion,
  nAdam,
  rAdam,
  rmsProp,
  sgd,
  type Optimizer,
} from './index.js';

beforeAll(() => setBackend(createReferenceBackend({ precision: 'float64' })));

const parameter = (...values: number[]) => tensor(values, { requiresGrad: true });
const values = (x: Tensor) => [...x.dataSync()];

/** The gradient of sum(p^4) / 4, which differs from step to step. */
function give(parameters: readonly Tensor[]): void {
  for (const p of parameters) {
    p.grad = tensor(
      p.dataSync().map((value) => value ** 3),
      { shape: p.shape },
    );
  }
}

function run(optimizer: Optimizer, steps: number): number[][] {
  for (let step = 0; step < steps; step++) {
    give(optimizer.parameters);
    optimizer.step(1 / (step + 1));
  }
  return optimizer.parameters.map(values);
}

const algorithms: [string, (parameters: Tensor[]) => Optimizer][] = [
  ['sgd', (p) => sgd(p, { lr: 0.1, momentum: 0.9, weightDecay: 0.01 })],
  ['adam', (p) => adam(p, { lr: 0.1, amsgrad: true })],
  ['adamW', (p) => adamW(p, { lr: 0.1 })],
  ['rmsProp', (p) => rmsProp(p, { momentum: 0.5, centered: true, weightDecay: 0.01 })],
  ['adagrad', (p) => adagrad(p, { lrDecay: 0.1, initialAccumulatorValue: 0.5 })],
  ['adadelta', (p) => adadelta(p)],
  ['adamax', (p) => adamax(p)],
  ['nAdam', (p) => nAdam(p)],
  ['rAdam', (p) => rAdam(p, { beta2: 0.9 })],
  ['eve', (p) => eve(p)],
  ['lion', (p) => lion(p, { weightDecay: 0.1 })],
  ['lamb', (p) => lamb(p, { lr: 0.1 })],
];

describe.each(algorithms)('%s', (name, make) => {
  const fresh = () => [parameter(1, -2), tensor([[0.5], [3]], { requiresGrad: true })];

  it('goes on exactly where a saved state ends', () => {
    const whole = run(make(fresh()), 9);
    const first = make(fresh());
    run(first, 4);
    const state = structuredClone(first.stateDict());
    const resumed = make(
      first.parameters.map((p) => tensor(p.dataSync(), { shape: p.shape, requiresGrad: true })),
    );
    resumed.loadStateDict(state);
    for (let step = 4; step < 9; step++) {
      give(resumed.parameters);
      resumed.step(1 / (step + 1));
    }
    expect(resumed.parameters.map(values)).toEqual(whole);
    expect(state.optimizer).toBe(name);
    expect(JSON.parse(JSON.stringify({ ...state, tensors: {} }))).toEqual({
      ...state,
      tensors: {},
    });
  });

  it('leaves out what has no gradient or is frozen', () => {
    const [still, frozen, moving] = [parameter(1), parameter(2), parameter(3)];
    const optimizer = make([still, frozen, moving]);
    give([frozen, moving]);
    frozen.requiresGrad = false;
    optimizer.step(1);
    expect([values(still), values(frozen)]).toEqual([[1], [2]]);
    expect(values(moving)[0]).not.toBe(3);
  });

  it('frees all that a step makes, inside tidy and outside', () => {
    const optimizer = make(fresh());
    tidy(() => run(optimizer, 2));
    const before = memory();
    tidy(() => run(optimizer, 3));
    run(optimizer, 3);
    expect(memory().tensors).toBe(before.tensors);
    expect(memory().bytes).toBe(before.bytes);
  });
});

describe('sgd', () => {
  it('follows its formula', () => {
    const p = parameter(1);
    const optimizer = sgd([p], { lr: 0.5, momentum: 0.5, dampening: 0.25 });
    p.grad = tensor([0.2]);
    optimizer.step();
    expect(values(p)[0]).toBeCloseTo(0.9, 12);
    optimizer.step();
    expect(values(p)[0]).toBeCloseTo(0.9 - 0.5 * (0.5 * 0.2 + 0.75 * 0.2), 12);
  });

  it('takes 0 for what it is', () => {
    expect(run(sgd([parameter(3)], { lr: 0 }), 2)).toEqual([[3]]);
  });

  it('refuses a model in the place of its parameters', () => {
    const given = (parameters: unknown) => () => sgd(parameters as Tensor[], { lr: 0.1 });
    const said = 'sgd: parameters must be a list of tensors or of groups, got';
    expect(given({ parameters: () => [] })).toThrow(`${said} an object. Pass model.parameters().`);
    expect(given(undefined)).toThrow(`${said} undefined. Pass model.parameters().`);
    expect(given(new Set())).toThrow(`${said} a Set. Pass model.parameters().`);
  });

  it('refuses settings that make no sense', () => {
    const p = [parameter(1)];
    expect(() => sgd(p, { lr: -1 })).toThrowErrorMatchingInlineSnapshot(
      `[ArgumentError: sgd: lr must be a finite number from 0 on, got -1.]`,
    );
    expect(() => sgd(p, { lr: Number.NaN })).toThrowErrorMatchingInlineSnapshot(
      `[ArgumentError: sgd: lr must be a finite number from 0 on, got NaN.]`,
    );
    expect(() => sgd(p, { lr: 1, nesterov: true })).toThrowErrorMatchingInlineSnapshot(
      `[ArgumentError: sgd: nesterov must be false without momentum or with dampening, got true with momentum 0 and dampening 0.]`,
    );
    expect(() => sgd([], { lr: 1 })).toThrowErrorMatchingInlineSnapshot(
      `[ArgumentError: sgd: parameters must be at least one tensor, got none. Pass model.parameters().]`,
    );
    expect(() => sgd([...p, ...p], { lr: 1 })).toThrowErrorMatchingInlineSnapshot(
      `[ArgumentError: sgd: parameters must be each listed once, got one of them twice. It would be updated twice a step.]`,
    );
  });
});

describe('groups', () => {
  it('have settings of their own, and a schedule scales them alike', () => {
    const [a, b] = [parameter(1), parameter(1)];
    const optimizer = sgd([{ parameters: [a] }, { parameters: [b], lr: 0.01 }], { lr: 0.1 });
    a.grad = tensor([1]);
    b.grad = tensor([1]);
    optimizer.step();
    expect([values(a)[0], values(b)[0]]).toEqual([0.9, 0.99]);
    optimizer.lr = 1;
    expect(optimizer.groups[0]?.settings.lr).toBe(1);
    expect(optimizer.groups[1]?.settings.lr).toBeCloseTo(0.1, 12);
  });

  it('spare vectors from weight decay', () => {
    const [weight, bias] = [tensor([[2]], { requiresGrad: true }), parameter(2)];
    const optimizer = sgd(decayGroups([weight, bias], 0.5), { lr: 0.1 });
    weight.grad = tensor([[0]]);
    bias.grad = tensor([0]);
    optimizer.step();
    expect([values(weight)[0], values(bias)[0]]).toEqual([1.9, 2]);
    expect(decayGroups([bias], 0.5)).toHaveLength(1);
  });

  it('are not mixed with tensors', () => {
    const mixture = [parameter(1), { parameters: [parameter(1)] }] as unknown as Tensor[];
    expect(() => sgd(mixture, { lr: 1 })).toThrowErrorMatchingInlineSnapshot(
      `[ArgumentError: sgd: parameters must be all tensors or all groups, got a mixture. A group is { parameters: [...], ...settings }.]`,
    );
  });
});

describe('loadStateDict', () => {
  it('refuses states that do not fit, and changes nothing then', () => {
    const optimizer = sgd([parameter(1, 2)], { lr: 0.1, momentum: 0.9 });
    run(optimizer, 1);
    const state = optimizer.stateDict();
    const shape = { '0.velocity': { shape: [3], data: new Float64Array(3) } };
    const place = { '7.velocity': { shape: [2], data: new Float64Array(2) } };
    const other = sgd([parameter(1)], { lr: 1 });
    expect(() => adam([parameter(1, 2)]).loadStateDict(state)).toThrowErrorMatchingInlineSnapshot(
      `[ArgumentError: loadStateDict: state must be one of adam, got one of sgd.]`,
    );
    expect(() =>
      sgd([parameter(1), parameter(1)], { lr: 1 }).loadStateDict(state),
    ).toThrowErrorMatchingInlineSnapshot(
      `[ArgumentError: loadStateDict: state must be of groups of 2 parameters, got groups of 1. Make the optimizer with the same parameters in the same groups.]`,
    );
    expect(() => other.loadStateDict(state)).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: loadStateDict: 0.velocity must be [1] like its parameter, got [2] with 2 numbers.]`,
    );
    expect(() =>
      optimizer.loadStateDict({ ...state, tensors: shape }),
    ).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: loadStateDict: 0.velocity must be [2] like its parameter, got [3] with 3 numbers.]`,
    );
    expect(() =>
      optimizer.loadStateDict({ ...state, tensors: place }),
    ).toThrowErrorMatchingInlineSnapshot(
      `[ArgumentError: loadStateDict: state must be of tensors named 0.name to 0.name, got '7.velocity'.]`,
    );
    expect(optimizer.stateDict()).toEqual(state);
    expect(other.lr).toBe(1);
  });
});

describe('eve', () => {
  it('asks for the loss', () => {
    const optimizer = eve([parameter(1)]);
    expect(() => optimizer.step()).toThrowErrorMatchingInlineSnapshot(
      `[ArgumentError: eve: loss must be the loss before the step, above 0, got undefined. Call optimizer.step(loss.item()).]`,
    );
  });
});
