// oneDNN as a peer: the program of native/bench/onednn, which knows convolution, matrix product and batch norm.
import type { BenchCase } from './bench-case.js';
import type { Layout, PeerProgram } from './peer.js';
import { buildProgram } from './program.js';

/**
 * How to start it.
 *
 * @param path  a program built elsewhere; built here if undefined
 * @throws Error  it cannot be built: oneDNN 2 with its headers, or CMake, is missing
 */
export async function oneDnnProgram(path: string | undefined): Promise<PeerProgram> {
  return {
    name: 'oneDNN',
    program: path ?? (await buildProgram('evenkeel_onednn')),
    args: [],
    request({ op, sizes }, settings) {
      if (!('layout' in settings)) throw new Error('oneDNN has no back ends.');
      const { layout, threads, seconds, fewest } = settings;
      const numbers = Object.entries(sizes).filter(([, value]) => typeof value === 'number');
      const words = numbers.map(([name, value]) => `${name}=${value}`);
      return [op, layout, threads, seconds, fewest, ...words].join('\t');
    },
  };
}

/** Ways in which it computes a case with its operands as ours are, and as it prefers; none where it has no call. */
export function oneDnnLayouts({ op }: Pick<BenchCase, 'op'>): {
  readonly asOurs: readonly Layout[];
  readonly own: readonly Layout[];
} {
  if (op === 'matmul') return { asOurs: ['nhwc', 'sgemm'], own: [] };
  const known = op.startsWith('conv') || op.startsWith('batch norm');
  return known ? { asOurs: ['nhwc'], own: ['own'] } : { asOurs: [], own: [] };
}
