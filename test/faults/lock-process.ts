// Opens a directory of checkpoints once it is told to, and holds it until it is killed, for two-runs.test.ts.
// Argument: the directory. Prints "ready", waits for a line on standard input, then "open" or the error.
import { once } from 'node:events';
import { openCheckpoints } from '@evenkeel/train/node';

process.stdout.write('ready\n');
await once(process.stdin, 'data');
try {
  await openCheckpoints(process.argv[2] ?? '');
  process.stdout.write('open\n');
} catch (error) {
  process.stdout.write(`${(error as Error).message}\n`);
  process.exit();
}
