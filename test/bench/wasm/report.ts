// The document that a run on WebAssembly gives: our speed, and that of TensorFlow.js in the same run.
import type { Unit } from '../bench-case.js';
import type { Speed } from '../report.js';
import { geometricMean } from '../samples.js';

export interface WasmResult extends Speed {
  readonly op: string;
  readonly shape: string;
  readonly threads: number;
  readonly unit: Unit;
  /** Of TensorFlow.js on one thread, beside ours on one; null if it cannot compute this or was not there. */
  readonly tfjsWasm: Speed | null;
  readonly tfjsCpu: Speed | null;
}

/** What one engine gave. */
export interface Measured {
  readonly engine: string;
  readonly evenkeel: string;
  readonly tfjs: string | null;
  readonly results: readonly WasmResult[];
}

export interface WasmReport {
  readonly schema: 1;
  readonly date: string;
  readonly system: {
    readonly processor: string;
    /** Load of the last minute before the run. */
    readonly load: number;
    /** Node or the browser, with its version. */
    readonly engine: string;
    readonly evenkeel: string;
    /** Version, or null. */
    readonly tfjs: string | null;
  };
  readonly settings: { readonly seconds: number; readonly rounds: number };
  readonly results: readonly WasmResult[];
  /** Geometric means of our best over their best, by op. */
  readonly means: readonly WasmMean[];
}

export interface WasmMean {
  readonly op: string;
  readonly overWasm: number | null;
  readonly overCpu: number | null;
}

/** Means over the shapes of each op, on one thread; training steps stand for themselves. */
export function wasmMeans(all: readonly WasmResult[]): WasmMean[] {
  const results = all.filter(({ threads }) => threads === 1);
  const ops = [...new Set(results.map(({ op }) => op))].filter((op) => op !== 'training step');
  return ops.map((op) => {
    const own = results.filter((result) => result.op === op);
    const over = (peer: 'tfjsWasm' | 'tfjsCpu'): number | null => {
      const ratios = own.flatMap((result) => result.best / (result[peer]?.best ?? NaN));
      return ratios.some(Number.isNaN) ? null : geometricMean(ratios);
    };
    return { op, overWasm: over('tfjsWasm'), overCpu: over('tfjsCpu') };
  });
}
