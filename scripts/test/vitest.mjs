// The vitest stage: output as it comes, counts from vitest's JSON report.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { capture } from './command.mjs';

/** Runs the projects of vitest.config.ts, without `long` when quick. */
export async function runVitest({ quick }) {
  const folder = mkdtempSync(join(tmpdir(), 'evenkeel-vitest-'));
  const report = join(folder, 'report.json');
  const projects = ['unit', 'whole', ...(quick ? [] : ['long'])];
  try {
    const { code } = await capture(
      'vitest',
      [
        'run',
        '--update=none',
        ...projects.map((name) => `--project=${name}`),
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report}`,
      ],
      { live: true },
    );
    return count(JSON.parse(readFileSync(report, 'utf8')), code);
  } catch (error) {
    console.log(`vitest left no report: ${error.message}`);
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Counts of a report; a file that could not be loaded, or a run that failed otherwise, is one failure. */
function count(report, code) {
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((t) => t.status === 'failed'),
  );
  const passed = report.numPassedTests;
  const skipped = report.numPendingTests + report.numTodoTests;
  let failed = report.numFailedTests + broken.length;
  if (failed === 0 && (code !== 0 || passed === 0)) failed = 1;
  return { passed, failed, skipped };
}
