// `pnpm bench --backend wasm`: the WebAssembly kernels, in Node beside TensorFlow.js or in Chromium.
import { cpus, loadavg } from 'node:os';
import { createWasmBackend } from '@evenkeel/wasm';
import { setBackend } from 'evenkeel';
import type { BenchOptions } from '../options.js';
import { Peer, tfjsProgram } from '../peer.js';
import { runOn } from './threads.js';
import { measureInChromium } from './chromium.js';
import { wasmCases } from './cases.js';
import { measureCase } from './measure.js';
import { wasmMeans, type Measured, type WasmReport, type WasmResult } from './report.js';
import { formatWasm } from './table.js';

const say = (line: string): void => void process.stderr.write(`${line}\n`);

async function startPeer(): Promise<Peer | null> {
  if (!process.env['EVENKEEL_TFJS']) {
    say('bench: no TensorFlow.js: EVENKEEL_TFJS names the folder in which it is installed.');
    return null;
  }
  const peer = await Peer.start(tfjsProgram);
  if (peer instanceof Peer) return peer;
  throw new Error(`bench: EVENKEEL_TFJS must name a folder with TensorFlow.js, got ${peer}`);
}

async function measureInNode(options: BenchOptions): Promise<Measured> {
  const cases = wasmCases(options.only);
  const backend = createWasmBackend();
  setBackend(backend);
  const peer = await startPeer();
  const results: WasmResult[] = [];
  try {
    for (const threads of options.threads) {
      await runOn(backend, threads);
      const settings = { ...options, threads };
      for (const benchCase of cases) {
        results.push(await measureCase(benchCase, settings, threads === 1 ? peer : null));
        const { op, shape, best, unit } = results.at(-1)!;
        say(`${op} ${shape}, ${threads} threads: ${best.toPrecision(4)} ${unit}`);
      }
    }
  } finally {
    peer?.stop();
  }
  return {
    engine: `Node ${process.version}`,
    evenkeel: backend.describe().version,
    tfjs: peer?.version ?? null,
    results,
  };
}

/** Measures, and gives the tables or the document. */
export async function runWasmBench(options: BenchOptions): Promise<string> {
  const load = loadavg()[0]!;
  const measure = options.browser ? measureInChromium : measureInNode;
  const { engine, evenkeel, tfjs, results } = await measure(options);
  const report: WasmReport = {
    schema: 1,
    date: new Date().toISOString(),
    system: { processor: cpus()[0]?.model ?? 'unknown processor', load, engine, evenkeel, tfjs },
    settings: { seconds: options.seconds, rounds: options.rounds },
    results,
    means: wasmMeans(results),
  };
  return options.json ? JSON.stringify(report, null, 2) : formatWasm(report);
}
