// The stages of a whole test run, in order: the cheap ones that find most come first.
import { single } from './command.mjs';
import { runNativeTests } from './native.mjs';
import { fetchNodes } from './nodes.mjs';
import { runVitest } from './vitest.mjs';

/** Everything after this stage needs what it makes; lint too, because it knows types. */
export const buildStage = { name: 'build', run: () => single('node', 'scripts/build.mjs') };

/** Each stage has a name and `run({ quick })`, which gives how many tests passed, failed and were skipped. */
export const stages = [
  {
    name: 'generated files are up to date',
    run: () => single('turbo', 'run', 'generate:check'),
  },
  { name: 'format', run: () => single('prettier', '--check', '--log-level=warn', '.') },
  { name: 'project references', run: () => single('node', 'scripts/check-references.mjs') },
  buildStage,
  { name: 'lint and dependency arrows', run: () => single('oxlint') },
  { name: 'dead exports', run: () => single('knip', '--no-progress') },
  { name: 'types, those of the tests too', run: () => single('tsc', '-b') },
  { name: 'C++ tests under sanitizers', run: runNativeTests },
  { name: 'newer Nodes', run: fetchNodes },
  { name: 'vitest', run: runVitest },
];
