// The native back end for Node.
import { FrameBackend, KernelError, version, type Backend } from '@evenkeel/kernels';
import { loadAddon, type NativeAddon } from './load.js';

export interface NativeOptions {
  /** Instruction set: `base`, `v3` (AVX2), `v4` (AVX-512) or `neon`. Default: EVENKEEL_ISA, else the best. */
  readonly isa?: string;
  /** Threads of one kernel. Default: EVENKEEL_THREADS, else OMP_NUM_THREADS, else the processors. */
  readonly threads?: number;
  /** Path of the addon, instead of looking for it. */
  readonly addon?: string;
}

function threadsFromEnvironment(): number | undefined {
  const text = process.env['EVENKEEL_THREADS'];
  if (text === undefined || text === '') return undefined;
  const threads = Number(text);
  if (Number.isInteger(threads) && threads >= 1 && threads <= 1024) return threads;
  throw new KernelError(`native: EVENKEEL_THREADS must be an integer from 1 to 1024, got ${text}.`);
}

/**
 * The native back end: kernels in C++ for the instruction set of this processor.
 *
 * Every call makes an independent back end with buffers of its own; handles of one mean nothing to
 * another. A back end belongs to the thread (main or worker) that made it.
 *
 * @param options  instruction set and threads; by default the best and all
 * @throws Error  no binary loads (lists each path tried and the command that builds one), or the
 *   instruction set is unknown or missing in this processor
 * @example
 * const backend = createNativeBackend({ threads: 1 });
 * const y = backend.alloc('float', 3);
 * backend.run('fill', { y, n: 3, value: 2 });
 * backend.read(y, 'float', 3); // Float32Array [2, 2, 2]
 */
export function createNativeBackend(options: NativeOptions = {}): Backend {
  const addon = loadAddon(options.addon);
  const driver = addon.open(options.isa ?? process.env['EVENKEEL_ISA'] ?? '');
  const backend = new FrameBackend(
    { ...driver, contractHash: addon.contractHash, frame: new Int32Array(driver.frame) },
    { name: 'native', version },
  );
  const threads = options.threads ?? threadsFromEnvironment();
  if (threads !== undefined) backend.setThreads(threads);
  return backend;
}

/**
 * Instruction sets of the binary that this processor has, best last.
 *
 * @param addon  path of the addon, instead of looking for it
 * @throws Error  no binary loads
 */
export function nativeInstructionSets(addon?: string): readonly string[] {
  return loadAddon(addon).isas;
}

export type { NativeAddon };
