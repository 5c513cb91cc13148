// Opens the benchmark page in Chromium and takes its figures. The page is isolated, for threads and for a clock of five
// microseconds.
import { bundlePage } from '../../browser/bundle.js';
import { startChromium } from '../../browser/chromium.js';
import { servePage } from '../../browser/page-server.js';
import type { BenchOptions } from '../options.js';
import type { Figures } from '../wasm-page/worker.js';
import { wasmCases } from './cases.js';
import type { Measured } from './report.js';
import { tfjsFiles } from './tfjs-files.js';

export async function measureInChromium({
  only,
  threads,
  seconds,
  rounds,
}: BenchOptions): Promise<Measured> {
  wasmCases(only);
  const tfjs = tfjsFiles();
  const files = await bundlePage(new URL('../wasm-page/', import.meta.url));
  const server = await servePage([...files, ...tfjs], { isolated: true });
  const browser = await startChromium();
  try {
    const page = await browser.newPage();
    const query = new URLSearchParams({
      only,
      threads: threads.join(),
      seconds: `${seconds}`,
      rounds: `${rounds}`,
      ...(tfjs.length > 0 ? { tfjs: '' } : {}),
    });
    await page.goto(`${server.address}?${query}`);
    const figures = await page.evaluate<Figures>('figures');
    return { engine: `Chromium ${browser.version()}`, ...figures };
  } finally {
    await browser.close();
    server.close();
  }
}
