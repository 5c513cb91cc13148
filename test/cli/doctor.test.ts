// evenkeel doctor: what it says of a machine, and of an environment that asks for too much.
import { describe, expect, it } from 'vitest';
import { evenkeel } from './evenkeel.js';

describe('doctor', () => {
  it('prints one JSON document', async () => {
    const { code, stdout, stderr } = await evenkeel('doctor --json', {
      env: { EVENKEEL_BACKEND: 'reference', EVENKEEL_THREADS: '2' },
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      version: '0.1.0',
      node: process.versions.node,
      active: { name: 'reference', isa: 'javascript', precision: 'float32' },
      problem: null,
      backends: [
        { name: 'native' },
        { name: 'wasm', reason: null },
        { name: 'reference', reason: null },
      ],
      environment: {
        EVENKEEL_BACKEND: 'reference',
        EVENKEEL_ISA: null,
        EVENKEEL_THREADS: '2',
        EVENKEEL_DEBUG: null,
      },
    });
  });

  it('shows back ends, variables and data as text', async () => {
    const { stdout } = await evenkeel('doctor', { env: { EVENKEEL_BACKEND: 'reference' } });
    expect(stdout).toMatch(/^evenkeel +0\.1\.0$/m);
    expect(stdout).toMatch(/^in use +reference, instruction set javascript, 1 thread$/m);
    expect(stdout).toMatch(/^native +(loads: instruction set \w+|does not load: native: .+)/m);
    expect(stdout).toMatch(/^wasm +loads: instruction set wasm, 1 thread, float32$/m);
    expect(stdout).toMatch(/^EVENKEEL_ISA +not set: the best of this machine$/m);
    expect(stdout).toMatch(/^MNIST +(\S*mnist|not found in .+)$/m);
  });

  it('counts the threads of back ends that have several', async () => {
    const env = { EVENKEEL_BACKEND: 'wasm', EVENKEEL_THREADS: '3' };
    const { stdout } = await evenkeel('doctor', { env });
    expect(stdout).toMatch(/^in use +wasm, instruction set wasm, 3 threads$/m);
    expect(stdout).toMatch(/^wasm +loads: instruction set wasm, 3 threads, float32$/m);
    expect(stdout).toMatch(/^reference +loads: instruction set javascript, 1 thread, float32$/m);
  });

  it('says why the back end that was asked for does not load', async () => {
    // An instruction set that this processor lacks, whichever it is.
    const other = process.arch === 'x64' ? 'neon' : 'v3';
    const { code, stdout } = await evenkeel('doctor', { env: { EVENKEEL_ISA: other } });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^in use +none\. native: the instruction set must be one of .+$/m);
  });
});
