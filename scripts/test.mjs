// `pnpm test:all`: says whether the tree is sound. Runs every stage, shows what a failed one printed,
// and ends with one line, `N passed, N failed`. `--quick` (`pnpm check`) leaves out the long tests.
import { buildStage, stages } from './test/stages.mjs';

const quick = process.argv.includes('--quick');
const total = { passed: 0, failed: 0, skipped: 0 };

for (const stage of stages) {
  const start = performance.now();
  const counts = await stage.run({ quick });
  for (const key of Object.keys(total)) total[key] += counts[key] ?? 0;
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${counts.failed ? 'FAILED ' : 'ok     '}${stage.name} (${seconds} s)`);
  if (counts.reason) console.log(`       skipped: ${counts.reason}`);
  if (stage === buildStage && counts.failed) {
    console.log('       the stages after the build were not run');
    break;
  }
}

const skipped = total.skipped ? `, ${total.skipped} skipped` : '';
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed ? 1 : 0;
