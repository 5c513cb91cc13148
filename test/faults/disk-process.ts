// Saves checkpoints until the disk refuses, for disk.test.ts; prints what happened as JSON.
// Arguments: directory, and 'full' or 'read-only'.
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import type { SafeFile } from '@evenkeel/train';
import { openCheckpoints } from '@evenkeel/train/node';

const [directory = '', way = ''] = process.argv.slice(2);
const content = (step: number): SafeFile => ({
  tensors: new Map([['w', { shape: [20_000], data: new Float32Array(20_000).fill(step) }]]),
  metadata: { step: String(step) },
});
const checkpoints = await openCheckpoints(directory, { keep: 3 });
let code = 'none';
let message = '';
let step = 1;
for (; step <= 10 && code === 'none'; step += 1) {
  if (way === 'read-only' && step === 3) execFileSync('mount', ['-o', 'remount,ro', directory]);
  await checkpoints.save(content(step)).catch((error: unknown) => {
    ({ code = 'unknown', message } = error as NodeJS.ErrnoException);
  });
}
const latest = await checkpoints.latest();
const files = readdirSync(directory, { recursive: true }).map(String).toSorted();
process.stdout.write(
  JSON.stringify({
    code,
    message,
    failedAt: step - 1,
    latest: latest?.content.metadata['step'],
    files,
  }),
);
