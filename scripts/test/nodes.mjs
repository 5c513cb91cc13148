// The stage that fetches the newer Nodes which test/packed trains on: 160 MB, so nothing but a whole test run does.
import { capture } from './command.mjs';

/** A machine that cannot fetch them skips them, but CI must have them. */
export async function fetchNodes({ quick }) {
  if (quick) return { skipped: 1, reason: 'a quick check trains on newer Nodes if they are there' };
  const platform = `${process.platform} ${process.arch}`;
  if (platform !== 'linux x64') return { skipped: 1, reason: `there are none for ${platform}` };
  const { code, output } = await capture('pnpm', ['run', 'nodes']);
  if (code === 0) return { passed: 1 };
  console.log(output.trimEnd());
  const reason = 'they could not be fetched';
  return process.env.CI === 'true' ? { failed: 1 } : { skipped: 1, reason };
}
