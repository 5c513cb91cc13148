import { createReferenceBackend } from '@evenkeel/kernels';
import { ones } from '@evenkeel/init';
import { Scope, setBackend, softmax, sum, tensor, type Tensor } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { Layer, linear, parameter, type Module } from '../index.js';

beforeAll(() => setBackend(createReferenceBackend({ precision: 'float64' })));

/** A module with one property more. */
function holding(parts: unknown): Module {
  class Net extends Layer {
    readonly first = linear(2, 2);
    readonly parts = parts;

    override forward(x: Tensor): Tensor {
      return this.first.forward(x);
    }
  }
  return new Net();
}

describe('a part that would not be found', () => {
  it.each<[string, () => unknown]>([
    ['a Map', () => new Map([['a', linear(2, 2)]])],
    ['a Set', () => new Set([linear(2, 2)])],
    ['an object', () => ({ a: linear(2, 2) })],
    ['an object', () => ({ gain: parameter([2], ones()) })],
    ['an array', () => [[linear(2, 2)]]],
    ['an array', () => [parameter([2], ones())]],
  ])('is refused in %s', (kind, parts) => {
    expect(() => holding(parts()).parameters()).toThrow(
      'Net: parts must be a module, an array of modules or a parameter, to be found, ' +
        `got ${kind} that holds some. Make them properties of their own.`,
    );
  });

  it('is refused as a tensor that requires grad, by the first forward pass too', () => {
    const net = holding(tensor([1, 1], { requiresGrad: true })) as Layer;
    const said =
      'Net: parts must be a parameter, so that it is trained and saved, got a tensor that requires grad. ' +
      'parameter(shape, init) makes one.';
    expect(() => net.train()).toThrow(said);
    expect(() => net.forward(tensor([[1, 2]]))).toThrow(said);
  });

  it.each<[string, unknown]>([
    ['modules', [linear(2, 2), linear(2, 2)]],
    ['a parameter', parameter([2], ones())],
    ['constants and settings', { sizes: [2, 2], names: new Map([['a', 1]]), nothing: null }],
    ['a tensor without gradient', null],
    ['functions of it', { make: () => linear(2, 2) }],
  ])('is not suspected in %s', (_, parts) => {
    expect(holding(parts ?? tensor([1, 2])).parameters().length).toBeGreaterThan(1);
  });

  it('is not suspected in a result that a layer keeps, neither before nor after its scope frees it', () => {
    class Attention extends Layer {
      readonly first = linear(2, 2);
      scores: Tensor | null = null;

      override forward(x: Tensor): Tensor {
        this.scores = softmax(this.first.forward(x));
        return this.scores;
      }
    }
    const net = new Attention();
    const names = ['first.weight', 'first.bias'];
    {
      using _scope = new Scope();
      sum(net.forward(tensor([[1, 2]]))).backward();
      expect(net.scores?.requiresGrad).toBe(true);
      expect(Object.keys(net.eval().stateDict())).toEqual(names);
    }
    expect(net.scores?.disposed).toBe(true);
    expect(net.train().parameters()).toHaveLength(2);
    expect(Object.keys(net.stateDict())).toEqual(names);
  });

  it('is not suspected in a Map whose modules `children` gives', () => {
    class Branches extends Layer {
      readonly branches = new Map([
        ['left', linear(2, 2)],
        ['right', linear(2, 2)],
      ]);

      override children(): [string, Module][] {
        return [...this.branches];
      }

      override forward(x: Tensor): Tensor {
        return this.branches.get('left')!.forward(x);
      }
    }
    const names = new Branches().namedParameters().map(([name]) => name);
    expect(names).toEqual(['left.weight', 'left.bias', 'right.weight', 'right.bias']);
  });

  it('is not suspected in tables of what are properties or parts of parts as well, but in their others', () => {
    class Net extends Layer {
      readonly a = linear(2, 2, { bias: false });
      readonly gain = parameter([2], ones());
      readonly gains = [this.gain];
      readonly byName = new Map<string, unknown>([
        ['a', this.a],
        ['a.weight', this.a.weight],
      ]);

      override forward(x: Tensor): Tensor {
        return this.a.forward(x);
      }
    }
    const net = new Net();
    expect(net.namedParameters().map(([name]) => name)).toEqual(['gain', 'a.weight']);
    net.byName.set('b', linear(2, 2));
    expect(() => net.stateDict()).toThrow(
      'Net: byName must be a module, an array of modules or a parameter, to be found, ' +
        'got a Map that holds some. Make them properties of their own.',
    );
  });
});
