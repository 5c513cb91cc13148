import { generator } from '@evenkeel/tensor';
import { describe, expect, it } from 'vitest';
import { epochOrder } from './order.js';

const sorted = (order: Int32Array): number[] => [...order].toSorted((a, b) => a - b);

describe('epochOrder', () => {
  it('is that of the numbers without a generator', () => {
    expect([...epochOrder(4, 3, { generator: null, buffer: null })]).toEqual([0, 1, 2, 3]);
  });

  it.each([null, 1, 2, 7, 50, 1000])('has every number once, buffer %s', (buffer) => {
    const order = epochOrder(300, 2, { generator: generator(1), buffer });
    expect(sorted(order)).toEqual(Array.from({ length: 300 }, (_, i) => i));
  });

  it('moves no number forward by more than its buffer', () => {
    const order = epochOrder(3000, 0, { generator: generator(1), buffer: 50 });
    const ahead = Array.from(order, (number, place) => number - place);
    expect(Math.max(...ahead)).toBeLessThan(50);
    expect(Math.max(...ahead)).toBeGreaterThan(40);
    expect(Math.min(...ahead)).toBeLessThan(-100);
  });

  it('leaves the order alone with a buffer of one', () => {
    const order = epochOrder(5, 0, { generator: generator(1), buffer: 1 });
    expect([...order]).toEqual([0, 1, 2, 3, 4]);
  });

  it('draws every place evenly from a buffer as large as the epoch', () => {
    const first = new Int32Array(5);
    for (let epoch = 0; epoch < 2000; epoch += 1) {
      const [number = 0] = epochOrder(5, epoch, { generator: generator(1), buffer: 5 });
      first[number]! += 1;
    }
    for (const count of first) expect(Math.abs(count - 400)).toBeLessThan(80);
  });

  it('is a function of generator and epoch', () => {
    const order = (epoch: number, seed = 1) =>
      epochOrder(100, epoch, { generator: generator(seed), buffer: 10 });
    expect(order(1)).toEqual(order(1));
    expect(order(1)).not.toEqual(order(2));
    expect(order(1)).not.toEqual(order(1, 2));
  });
});
