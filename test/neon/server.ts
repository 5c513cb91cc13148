// The NEON kernels as a back end, under an emulator where this processor has none.
import { FrameBackend, type Backend } from '@evenkeel/kernels';
import { buildServer, lacking } from './build.js';
import { processDriver } from './process-driver.js';

/** A back end in another process. */
export interface NeonBackend {
  readonly backend: Backend;
  close(): void;
}

/** Builds the kernels if need be, and starts them. */
export async function startNeon(): Promise<NeonBackend> {
  const driver = processDriver(await buildServer());
  const backend = new FrameBackend(driver, { name: 'native', version: 'test' });
  return { backend, close: () => driver.close() };
}

/**
 * Why NEON cannot be tested here, after saying so; null if it can. Continuous integration must be able to: there the
 * tests run, and fail.
 */
export function neonSkipped(): string | null {
  const reason = lacking();
  if (reason === null || process.env['CI'] === 'true') return null;
  process.stdout.write(`NEON tests are skipped: ${reason}.\n`);
  return reason;
}
