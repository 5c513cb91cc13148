// `pnpm test:all`: says whether the tree is sound. Runs every stage, shows what a failed one printed,
// and ends with one line, `N passed, N failed`. `--quick` (`pnpm check`) leaves out the long tests.
import { runStages } from './test/run.mjs';
import { buildStage, stages } from './test/stages.mjs';

const quick = process.argv.includes('--quick');
process.exitCode = await runStages(stages, { quick, needed: buildStage });
