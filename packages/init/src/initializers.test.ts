import { createReferenceBackend } from '@evenkeel/kernels';
import { generator, setBackend } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  calculateGain,
  constant,
  glorotUniform,
  heNormal,
  heUniform,
  kaimingNormal,
  lecunNormal,
  lecunUniform,
  normal,
  ones,
  uniform,
  varianceScaling,
  xavierNormal,
  xavierUniform,
  zeros,
  type Initializer,
} from './index.js';

beforeAll(() => setBackend(createReferenceBackend({ precision: 'float64' })));

function moments(initializer: Initializer, shape: readonly number[]) {
  const values = [...initializer(shape, generator(1)).dataSync()];
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return {
    mean,
    std: Math.sqrt(squares / values.length),
    least: Math.min(...values),
    most: Math.max(...values),
  };
}

const random: readonly [
  name: string,
  initializer: Initializer,
  std: (shape: number[]) => number,
][] = [
  ['normal', normal({ std: 0.1 }), () => 0.1],
  ['uniform', uniform({ low: -0.3, high: 0.3 }), () => 0.3 / Math.sqrt(3)],
  ['xavierNormal', xavierNormal(), ([i, o]) => Math.sqrt(2 / (i! + o!))],
  ['xavierUniform', xavierUniform({ gain: 2 }), ([i, o]) => 2 * Math.sqrt(2 / (i! + o!))],
  ['heNormal', heNormal(), ([i]) => Math.sqrt(2 / i!)],
  ['heUniform', heUniform({ mode: 'fanOut' }), ([, o]) => Math.sqrt(2 / o!)],
  ['heNormal', heNormal({ slope: 0.2 }), ([i]) => Math.sqrt(2 / 1.04 / i!)],
  ['lecunNormal', lecunNormal(), ([i]) => Math.sqrt(1 / i!)],
  ['lecunUniform', lecunUniform(), ([i]) => Math.sqrt(1 / i!)],
];

describe('random initializers', () => {
  it.each(random)('%s draws the distribution that it names', (name, initializer, stdOf) => {
    const shape = [120, 80];
    const std = stdOf(shape);
    const { low, high, ...known } = initializer.distribution(shape);
    const drawn = moments(initializer, shape);
    expect(initializer.scheme).toBe(name);
    expect(known.mean).toBeCloseTo(0, 12);
    expect(known.std).toBeCloseTo(std, 12);
    expect(Math.abs(drawn.mean)).toBeLessThan((4 * std) / Math.sqrt(9600));
    expect(drawn.std / std).toBeCloseTo(1, 1);
    expect(drawn.least).toBeGreaterThanOrEqual(low);
    expect(drawn.most).toBeLessThanOrEqual(high);
    expect(high).toBeCloseTo(known.kind === 'uniform' ? Math.sqrt(3) * std : Infinity, 12);
  });

  it('draw the same values from the same generator, and others from another', () => {
    const draw = (seed: number) => [...heNormal()([4, 3], generator(seed)).dataSync()];
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });

  it('count the receptive field of convolutions', () => {
    expect(heNormal().distribution([5, 5, 3, 32]).std).toBeCloseTo(Math.sqrt(2 / 75), 12);
    expect(glorotUniform().distribution([3, 3, 4, 8]).high).toBeCloseTo(Math.sqrt(6 / 108), 12);
  });

  it('keep the variance of the signal through relu layers (He) where Xavier loses half of it', () => {
    const weights = (initializer: Initializer) => initializer.distribution([256, 256]).std ** 2;
    const gainOfLayer = (variance: number) => (256 * variance) / 2;
    expect(gainOfLayer(weights(kaimingNormal()))).toBeCloseTo(1, 12);
    expect(gainOfLayer(weights(xavierNormal()))).toBeCloseTo(0.5, 12);
    expect(weights(xavierNormal({ gain: calculateGain('relu') }))).toBeCloseTo(2 / 256, 12);
  });

  it('take 0 for what it is', () => {
    expect(moments(normal({ mean: 3, std: 0 }), [5])).toMatchObject({ least: 3, most: 3 });
    expect(moments(uniform({ low: 0, high: 0 }), [5])).toMatchObject({ least: 0, most: 0 });
    expect(xavierNormal({ gain: 0 }).distribution([2, 2]).std).toBe(0);
  });

  it('refuse settings that cannot be', () => {
    expect(() => normal({ std: -1 })).toThrowErrorMatchingInlineSnapshot(
      `[ArgumentError: normal: std must be a finite number from 0 on, got -1.]`,
    );
    expect(() => uniform({ low: 1, high: 0 })).toThrowErrorMatchingInlineSnapshot(
      `[ArgumentError: uniform: high must be at least low (1), got 0.]`,
    );
    expect(() => xavierNormal({ gain: Number.NaN })).toThrowErrorMatchingInlineSnapshot(
      `[ArgumentError: xavierNormal: gain must be a finite number from 0 on, got NaN.]`,
    );
    expect(() =>
      varianceScaling({ scheme: 'mine', kind: 'normal', mode: 'fan' as 'fanIn', gain: 1 }),
    ).toThrowErrorMatchingInlineSnapshot(
      `[ArgumentError: mine: mode must be fanIn, fanOut or fanAverage, got 'fan'.]`,
    );
    expect(() => heNormal()([10], generator(0))).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: heNormal: shape must be of at least 2 axes, got [10]. Vectors such as a bias have no fans: use zeros, constant, uniform or normal.]`,
    );
  });
});

describe('constant initializers', () => {
  it('give the same value everywhere and draw nothing', () => {
    const source = generator(1);
    const before = source.state();
    expect([...zeros()([2], source).dataSync()]).toEqual([0, 0]);
    expect([...ones()([2], source).dataSync()]).toEqual([1, 1]);
    expect([...constant(0.5)([2], source).dataSync()]).toEqual([0.5, 0.5]);
    expect(source.state()).toEqual(before);
    expect(constant(2).distribution([3])).toEqual({
      kind: 'constant',
      mean: 2,
      std: 0,
      low: 2,
      high: 2,
    });
  });
});
