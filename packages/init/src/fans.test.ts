import { describe, expect, it } from 'vitest';
import { fans } from './fans.js';
import { calculateGain, type Nonlinearity } from './gain.js';

describe('fans', () => {
  it('counts inputs and outputs of a unit', () => {
    expect(fans([784, 100])).toEqual({ fanIn: 784, fanOut: 100 });
    expect(fans([5, 5, 1, 32])).toEqual({ fanIn: 25, fanOut: 800 });
    expect(fans([3, 3, 1, 16])).toEqual({ fanIn: 9, fanOut: 144 });
  });

  it('refuses a vector', () => {
    expect(() => fans([100], 'heNormal')).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: heNormal: shape must be of at least 2 axes, got [100]. Vectors such as a bias have no fans: use zeros, constant, uniform or normal.]`,
    );
  });
});

describe('calculateGain', () => {
  it('knows the usual nonlinearities', () => {
    expect(calculateGain('linear')).toBe(1);
    expect(calculateGain('tanh')).toBeCloseTo(5 / 3, 15);
    expect(calculateGain('relu')).toBeCloseTo(Math.sqrt(2), 15);
    expect(calculateGain('leakyRelu')).toBeCloseTo(Math.sqrt(2 / 1.0001), 15);
    expect(calculateGain('leakyRelu', 0)).toBeCloseTo(Math.sqrt(2), 15);
    expect(calculateGain('leakyRelu', 1)).toBe(1);
  });

  it('names the known ones when it meets another', () => {
    expect(() => calculateGain('swish' as Nonlinearity)).toThrowErrorMatchingInlineSnapshot(
      `[ArgumentError: calculateGain: nonlinearity must be one of linear, conv2d, sigmoid, tanh, relu, leakyRelu, selu, got 'swish'.]`,
    );
  });
});
