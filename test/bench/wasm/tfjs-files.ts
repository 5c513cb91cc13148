// The files of TensorFlow.js that the benchmark page loads, from the folder that EVENKEEL_TFJS names.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import type { ServedFile } from '../../browser/page-server.js';

const wanted = {
  '@tensorflow/tfjs': ['tf.min.js'],
  '@tensorflow/tfjs-backend-wasm': [
    'tf-backend-wasm.min.js',
    'tfjs-backend-wasm.wasm',
    'tfjs-backend-wasm-simd.wasm',
  ],
};

/**
 * The files below `tfjs/`; none where EVENKEEL_TFJS is not set.
 *
 * @throws Error  its folder lacks one of the packages
 */
export function tfjsFiles(): ServedFile[] {
  const folder = process.env['EVENKEEL_TFJS'];
  if (!folder) return [];
  const require = createRequire(join(resolve(folder), 'page.cjs'));
  return Object.entries(wanted).flatMap(([name, files]) => {
    const dist = join(packageOf(require, name), 'dist');
    return files.map((file) => ({
      type: 'asset',
      fileName: `tfjs/${file}`,
      source: readFileSync(join(dist, file)),
    }));
  });
}

function packageOf(require: NodeJS.Require, name: string): string {
  try {
    return dirname(require.resolve(`${name}/package.json`));
  } catch (error) {
    throw new Error(`bench: EVENKEEL_TFJS must name a folder with ${name}, got none.`, {
      cause: error,
    });
  }
}
