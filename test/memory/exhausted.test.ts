import { expect, it } from 'vitest';
import { runChild } from '../e2e/child.js';

/** Half a GiB of data, of which Node and the tests take a third; a GiB is asked for. */
const limited = ['sh', '-c', 'ulimit -d 524288 && exec "$0" "$@"'];

it.skipIf(process.platform !== 'linux')(
  'says on each back end how much was asked for, and goes on',
  async () => {
    const script = new URL('exhausted-process.ts', import.meta.url);
    const said = JSON.parse(await runChild(script, { under: limited })) as unknown;
    const refused = (limit: string): unknown => ({
      message:
        'KernelError: alloc: memory must be available, got none for 268435456 floats beside 4000 bytes in 1 buffers' +
        `${limit}. Use a smaller batch or free buffers.`,
      after: 1000,
    });
    expect(said).toEqual({
      reference: refused(''),
      wasm: refused(', of at most 268435456 bytes'),
      native: refused(''),
    });
  },
);
