// The stage that fetches the newer Nodes which test/packed trains on: 160 MB, so nothing but a whole test run does.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { capture, root } from './command.mjs';

const folder = join(root, 'test/packed/nodes');

/** A machine that cannot fetch them skips them, in CI too: a registry that does not answer is no fault of the tree. */
export async function fetchNodes({ quick }) {
  if (quick) return { skipped: 1, reason: 'a quick check trains on newer Nodes if they are there' };
  const platform = `${process.platform} ${process.arch}`;
  if (platform !== 'linux x64') return { skipped: 1, reason: `there are none for ${platform}` };
  const { output } = await capture('pnpm', ['run', 'nodes']);
  const missing = missingNodes();
  if (missing.length === 0) return { passed: 1 };
  console.log(output.trimEnd());
  return { skipped: 1, reason: `${missing.join(', ')} could not be fetched` };
}

/** pnpm takes what is optional and not to be had for no failure, so that its exit code does not tell. */
function missingNodes() {
  const { optionalDependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return Object.keys(optionalDependencies).filter(
    (name) => !existsSync(join(folder, 'node_modules', name, 'bin/node')),
  );
}
