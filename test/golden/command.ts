// `pnpm golden DIR`: any directory of golden vectors on any back end. Run by scripts/golden.mjs.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { useBackend, type BackendName } from 'evenkeel';
import { closingLines, failureLine, reportOn, type CaseFailure } from './report.js';
import { runners } from './runners/table.js';

const usage =
  'pnpm golden DIR [--backend reference|native|wasm] [--precision float32|float64] [--json]';

const backends = ['reference', 'native', 'wasm'] as const satisfies readonly BackendName[];
const precisions = ['float32', 'float64'] as const;

interface Settings {
  readonly directory: string;
  readonly backend: BackendName;
  readonly precision: (typeof precisions)[number];
  readonly json: boolean;
}

function chosen<C extends string>(name: string, value: string, choices: readonly C[]): C {
  const found = choices.find((choice) => choice === value);
  if (found !== undefined) return found;
  throw new Error(`golden: --${name} must be one of ${choices.join(', ')}, got ${value}.`);
}

/** The reference computes in float64 unless told otherwise; the others know float32 only. */
function readSettings(args: readonly string[]): Settings {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      backend: { type: 'string', default: 'reference' },
      precision: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const [directory, ...more] = positionals;
  if (directory === undefined || more.length > 0) {
    throw new Error(`golden: DIR must be one directory, got ${positionals.length}. ${usage}`);
  }
  const backend = chosen('backend', values.backend, backends);
  const natural = backend === 'reference' ? 'float64' : 'float32';
  const precision = chosen('precision', values.precision ?? natural, precisions);
  if (backend !== 'reference' && precision === 'float64') {
    throw new Error(`golden: --precision must be float32 with --backend ${backend}, got float64.`);
  }
  // A command of a package is run in its folder; the folder it was called from is in the environment.
  const from = process.env['INIT_CWD'] ?? process.cwd();
  return { directory: resolve(from, directory), backend, precision, json: values.json };
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function run({ directory, backend, precision, json }: Settings): number {
  useBackend(backend, { precision });
  const onFailure = json
    ? {}
    : { onFailure: (failure: CaseFailure) => print(failureLine(failure)) };
  const report = reportOn({ directory, precision, runners, ...onFailure });
  if (json) print(JSON.stringify({ backend, precision, ...report }, null, 2));
  else for (const line of closingLines(report)) print(line);
  return report.failed === 0 ? 0 : 1;
}

try {
  process.exitCode = run(readSettings(process.argv.slice(2)));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
