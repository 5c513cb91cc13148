// Finds the addon: a local build first, then the prebuilt package of this platform.
import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Driver } from '@evenkeel/kernels';

/** What the addon exports. */
export interface NativeAddon {
  /** A driver for the named instruction set, or for the best one if the name is empty. */
  open(isa: string): Omit<Driver, 'contractHash' | 'frame'> & { readonly frame: ArrayBuffer };
  readonly contractHash: string;
  readonly compiler: string;
  /** Instruction sets that this processor has, best last. */
  readonly isas: readonly string[];
}

const require = createRequire(import.meta.url);
/** Sources and builds both lie one level below the package. */
const root = fileURLToPath(new URL('..', import.meta.url));

interface Attempt {
  readonly path: string;
  readonly reason: string;
}

/** musl and glibc need different binaries. */
function platformPackage(): string {
  const { platform, arch } = process;
  if (platform !== 'linux') return `@evenkeel/native-${platform}-${arch}`;
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  const libc = report.header?.glibcVersionRuntime === undefined ? 'musl' : 'gnu';
  return `@evenkeel/native-${platform}-${arch}-${libc}`;
}

function* candidates(): Generator<string> {
  yield `${root}build/Release/evenkeel.node`;
  yield `${platformPackage()}/evenkeel.node`;
}

function tryLoad(path: string, attempts: Attempt[]): NativeAddon | null {
  if (path.startsWith(root) && !existsSync(path)) {
    attempts.push({ path, reason: 'not built' });
    return null;
  }
  try {
    return require(path) as NativeAddon;
  } catch (error) {
    const first = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    attempts.push({
      path,
      reason: first.startsWith('Cannot find module') ? 'not installed' : first,
    });
    return null;
  }
}

function notFound(attempts: readonly Attempt[]): Error {
  const lines = attempts.map(({ path, reason }) => `\n  ${path}: ${reason}`).join('');
  return new Error(
    `native: a binary for ${process.platform} ${process.arch} must load, got none. Tried:${lines}\n` +
      `Build it (needs cmake and a C++ compiler): cd ${root} && npx cmake-js compile`,
  );
}

let loaded: NativeAddon | undefined;

/**
 * Loads the addon.
 *
 * @param path  its file; by default the local build, else the package of this platform
 * @throws Error  lists each path tried with the reason, and the command that builds it
 */
export function loadAddon(path?: string): NativeAddon {
  if (path === undefined && loaded !== undefined) return loaded;
  const attempts: Attempt[] = [];
  for (const candidate of path === undefined ? candidates() : [path]) {
    const addon = tryLoad(candidate, attempts);
    if (addon === null) continue;
    if (path === undefined) loaded = addon;
    return addon;
  }
  throw notFound(attempts);
}
