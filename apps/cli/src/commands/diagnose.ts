// evenkeel diagnose: what the log of a run says about it, in sentences.
import { readLog } from '@evenkeel/monitor/node';
import { diagnose } from 'evenkeel';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../errors.js';
import { linesOfReport, logNames, writeReport } from '../train/instruments.js';

export interface DiagnoseOptions {
  readonly json: boolean;
}

/** Prints findings, and writes the report anew: a run that was killed has none. */
export async function diagnoseLog(directory: string, { json }: DiagnoseOptions): Promise<void> {
  const path = join(directory, logNames.lines);
  if (!existsSync(path)) {
    throw new UsageError(
      `${directory} holds no ${logNames.lines}. Give a directory that evenkeel train --log wrote.`,
    );
  }
  const run = await readLog(path);
  const findings = diagnose(run);
  const step = run.records.at(-1)?.step ?? 0;
  if (json) {
    const looks = run.records.length;
    process.stdout.write(`${JSON.stringify({ directory, step, looks, findings })}\n`);
    return;
  }
  const seen = `${run.records.length} looks up to step ${step.toLocaleString('en-US')}`;
  const lines =
    findings.length === 0
      ? [`No fault found in ${seen}.`]
      : [`${findings.length} found in ${seen}:`, ...findings.map(({ message }) => `- ${message}`)];
  const report = linesOfReport(await writeReport(directory));
  process.stdout.write(`${[...lines, ...report].join('\n')}\n`);
}
