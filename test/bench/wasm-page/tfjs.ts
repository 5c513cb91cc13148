// TensorFlow.js in the worker of the page, from files that the page's server has below tfjs/.
import { takeSamples } from '../tfjs/samples.mjs';
import type { Contender } from '../wasm/rival.js';

interface TensorFlow {
  readonly version: { readonly tfjs: string };
  readonly wasm: { setWasmPaths(folder: string): void };
  env(): { set(flag: string, value: boolean): void };
}

export interface PageTfjs extends Contender {
  readonly version: string;
}

/** Loads it with its wasm back end, for one thread. */
export async function startTfjs(): Promise<PageTfjs> {
  for (const script of ['tf.min.js', 'tf-backend-wasm.min.js'])
    await import(/* @vite-ignore */ `/tfjs/${script}`);
  const { tf } = globalThis as unknown as { readonly tf: TensorFlow };
  tf.wasm.setWasmPaths('/tfjs/');
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  return {
    version: tf.version.tfjs,
    takeSamples: ({ op, sizes }, settings) => takeSamples(tf, { op, sizes, ...settings }),
  };
}
