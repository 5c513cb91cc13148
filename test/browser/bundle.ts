// Bundles a program for browsers as its author would: Vite with the one setting that top-level await in workers needs.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, defaultClientConditions, type InlineConfig, type Rollup } from 'vite';

/** Below this folder the packages of the workspace are found. */
const folder = fileURLToPath(new URL('.', import.meta.url));

export type Files = readonly (Rollup.OutputChunk | Rollup.OutputAsset)[];

/**
 * The files of a bundle of one module, and of those beside it that it names; nothing is written.
 *
 * @param beside  source by name, such as `worker.js`
 */
export async function bundle(
  program: string,
  beside: Readonly<Record<string, string>> = {},
): Promise<Files> {
  const root = mkdtempSync(join(folder, '.bundle-'));
  try {
    writeFileSync(join(root, 'index.html'), '<script type="module" src="./main.js"></script>');
    writeFileSync(join(root, 'main.js'), program);
    for (const [name, source] of Object.entries(beside)) writeFileSync(join(root, name), source);
    return await filesOf({ root });
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** The files of a page of the tests, from the sources of all packages; nothing is written. */
export function bundlePage(folder: URL): Promise<Files> {
  const conditions = ['evenkeel-source', ...defaultClientConditions];
  return filesOf({ root: fileURLToPath(folder), resolve: { conditions } });
}

async function filesOf(config: InlineConfig): Promise<Files> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    worker: { format: 'es' },
    build: { write: false, minify: false, modulePreload: false, assetsInlineLimit: 0 },
    ...config,
  });
  return (result as Rollup.RollupOutput).output;
}
