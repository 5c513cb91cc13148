// Gradients of every op, against central differences in float64. The list is that of the ops themselves:
// one without samples fails.
import { createReferenceBackend } from '@evenkeel/kernels';
import { generator, memory, setBackend, tidy, type Tensor } from '@evenkeel/tensor';
import { drawInputs, ops, opSamples, type GoodSample } from '@evenkeel/tensor/samples';
import { beforeAll, describe, expect, it } from 'vitest';
import { differences, firstOff, gradients } from './differences.js';

beforeAll(() => setBackend(createReferenceBackend({ precision: 'float64' })));

const names = Object.entries(ops)
  .filter(([, member]) => typeof member === 'function')
  .map(([name]) => name);

/** The seed of a gradient: fixed numbers of both signs. */
function seedFor(y: Tensor): Float64Array {
  return Float64Array.from({ length: y.size }, (_, i) => Math.sin(i + 1));
}

function draw(sample: GoodSample): Record<string, Tensor> {
  return drawInputs(sample, generator(1).fork(sample.name));
}

/** Names of the inputs whose gradient is looked at. */
function wantedOf(inputs: Record<string, Tensor>): string[] {
  return Object.keys(inputs).filter((name) => inputs[name]!.requiresGrad);
}

const differentiable = names.filter((name) => opSamples[name]?.differentiable !== false);
const constant = names.filter((name) => !differentiable.includes(name));

describe.each(names)('%s', (name) => {
  const samples = opSamples[name];

  it('has good and bad samples', () => {
    expect(samples?.good.length).toBeGreaterThan(0);
    expect(samples?.bad.length).toBeGreaterThan(0);
  });

  it.each(samples?.bad ?? [])('refuses: $name', ({ call, message }) => {
    expect(call).toThrow(expect.objectContaining({ message }));
  });
});

describe.each(constant)('%s', (name) => {
  it.each(opSamples[name]?.good ?? [])('has no gradient: $name', (sample) => {
    const inputs = draw(sample);
    expect(tidy(() => sample.call(inputs).requiresGrad)).toBe(false);
  });
});

describe.each(differentiable)('%s', (name) => {
  const samples = opSamples[name]?.good ?? [];

  it.each(samples)('has the right gradient: $name', (sample) => {
    const inputs = draw(sample);
    const wanted = wantedOf(inputs);
    const seed = tidy(() => seedFor(sample.call(inputs)));
    const together = gradients(sample, inputs, { wanted, seed });
    for (const input of wanted) {
      const off = firstOff(together[input]!, differences(sample, inputs, { input, seed }));
      expect(off, `gradient of ${input}`).toBeNull();
      const alone = gradients(sample, inputs, { wanted: [input], seed });
      expect(alone[input], `gradient of ${input} alone`).toEqual(together[input]);
    }
  });

  it.each(samples)('frees what it makes: $name', (sample) => {
    const inputs = draw(sample);
    const wanted = wantedOf(inputs);
    const seed = tidy(() => seedFor(sample.call(inputs)));
    const before = memory();
    gradients(sample, inputs, { wanted, seed });
    const after = memory();
    expect([after.tensors, after.buffers]).toEqual([before.tensors, before.buffers]);
  });
});
