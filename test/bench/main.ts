// `pnpm bench`: times the public API and, where there is one, PyTorch. Figures are for people; no test asserts a time.
import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { activeBackend } from 'evenkeel';
import { benchCases } from './cases/index.js';
import { formatLoops } from './loops.js';
import { measureMachine, type Machine } from './machine.js';
import { measure } from './measure.js';
import { formatMonitors } from './monitors.js';
import { parseOptions, usage, type BenchOptions } from './options.js';
import { startPeers } from './peers.js';
import { formatRegions } from './regions.js';
import { meansOf, type Report, type Result, type Speed } from './report.js';
import { formatComparison, formatReport } from './table.js';
import { formatTransforms } from './transforms.js';
import { runWasmBench } from './wasm/run.js';

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** Ceilings, if this machine has what it takes to measure them. */
async function machineOf({ threads, seconds }: BenchOptions, isa: string): Promise<Machine | null> {
  try {
    return await measureMachine({ isa, threads, seconds });
  } catch (error) {
    say(`bench: no ceilings: ${String(error).split('\n')[0]}`);
    return null;
  }
}

const ratioText = (ratio: Speed | null, peer: string): string =>
  ratio === null ? '' : `, ${ratio.best.toFixed(2)} of ${peer}'s`;

function sayResult({ op, shape, threads, best, unit, ratio, oneDnnRatio }: Result): void {
  const over = ratioText(ratio, 'PyTorch') + ratioText(oneDnnRatio, 'oneDNN');
  say(`${op} ${shape}, ${threads} threads: ${best.toPrecision(4)} ${unit}${over}`);
}

async function runBench(options: BenchOptions): Promise<Report> {
  const cases = benchCases.filter(({ op, shape }) => `${op} ${shape}`.includes(options.only));
  if (cases.length === 0)
    throw new Error(`bench: --only must match a case, got '${options.only}'.`);
  const load = loadavg()[0]!;
  const { isa, version } = activeBackend();
  const machine = await machineOf(options, isa);
  const peers = await startPeers(say);
  try {
    const results: Result[] = [];
    for await (const result of measure(cases, { ...options, machine, peers })) {
      results.push(result);
      sayResult(result);
    }
    const processors = cpus();
    return {
      schema: 1,
      date: new Date().toISOString(),
      system: {
        processor: processors[0]?.model ?? 'unknown processor',
        processors: processors.length,
        load,
        node: process.version,
        evenkeel: version,
        isa,
        torch: peers.torch?.version ?? null,
        oneDnn: peers.oneDnn?.version ?? null,
      },
      machine,
      settings: { seconds: options.seconds, rounds: options.rounds },
      results,
      means: meansOf(results),
    };
  } finally {
    peers.torch?.stop();
    peers.oneDnn?.stop();
  }
}

async function main(options: BenchOptions): Promise<string> {
  if (options.regions) return formatRegions(Math.max(...options.threads), options.seconds / 2);
  if (options.transforms) return formatTransforms(4 * options.rounds);
  if (options.monitors) {
    const rounds = 4 * options.rounds;
    return formatMonitors(options.threads, { rounds, every: options.quick ? 5 : 200 });
  }
  if (options.loops) {
    const { rounds, quick } = options;
    return formatLoops(options.threads, { rounds, steps: quick ? 5 : 60 });
  }
  if (options.backend === 'wasm') return runWasmBench(options);
  // Read first: a wrong path should not cost a run.
  const before = options.compare === null ? null : readReport(options.compare);
  const report = await runBench(options);
  if (options.json) return JSON.stringify(report, null, 2);
  return before === null ? formatReport(report) : formatComparison(before, report);
}

function readReport(path: string): Report {
  const report = JSON.parse(readFileSync(path, 'utf8')) as Partial<Report>;
  if (report.schema === 1 && Array.isArray(report.results)) return report as Report;
  throw new Error(`bench: --compare must be a file that --json wrote, got ${path}.`);
}

try {
  const options = parseOptions(process.argv.slice(2));
  process.stdout.write(options === 'help' ? usage : `${await main(options)}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
