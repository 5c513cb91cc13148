import { createReferenceBackend, type Backend } from '@evenkeel/kernels';
import { beforeEach, describe, expect, it, vi } from 'vitest';

/** The module anew, without a back end. */
async function fresh() {
  vi.resetModules();
  return import('./backends.js');
}

describe('backend', () => {
  let backends: Awaited<ReturnType<typeof fresh>>;

  beforeEach(async () => {
    backends = await fresh();
  });

  it('says what to do if there is none', () => {
    expect(() => backends.backend()).toThrow(
      'backend: a back end must be set before the first tensor is made, got none. ' +
        "Import from 'evenkeel', which picks the fastest, or call setBackend().",
    );
  });

  it('asks the provider once, and only if none was set', () => {
    const made = createReferenceBackend({ precision: 'float32' });
    const provider = vi.fn<() => Backend>(() => made);
    backends.setBackendProvider(provider);
    expect(provider).not.toHaveBeenCalled();
    expect([backends.backend(), backends.backend()]).toEqual([made, made]);
    expect(provider).toHaveBeenCalledTimes(1);
    const other = createReferenceBackend({ precision: 'float64' });
    backends.setBackend(other);
    expect(backends.backend()).toBe(other);
  });
});
