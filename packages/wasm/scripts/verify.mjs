// `node scripts/verify.mjs [N]`: makes the modules of dist a second time and says whether the bytes are the same. Compiles N of
// its units anew (default: all) in an order that is not the build's, takes the others from build/objects as far as they are
// there, and links.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compile, link, modules, settingsOf } from './compiler.mjs';
import { keyOf, readSources, treeOf, unitsOf } from './sources.mjs';

const folder = fileURLToPath(new URL('..', import.meta.url));

/** The units to compile, spread over all of them, last ones first. */
function sampleOf(units, count) {
  const every = Math.max(1, Math.floor(units.length / count));
  return units
    .filter((_, i) => i % every === 0)
    .slice(0, count)
    .reverse();
}

async function verify(count) {
  const sources = readSources();
  const units = unitsOf(sources);
  const keptFile = (unit) => `${folder}build/objects/${keyOf(unit, sources, settingsOf(unit))}.o`;
  const lacking = units.filter((unit) => !existsSync(keptFile(unit)));
  const sample = [...new Set([...sampleOf(units, count ?? units.length), ...lacking])];
  const again = new Map();
  for (const unit of sample) again.set(unit, await compile(unit, treeOf(sources)));
  const what = `${sample.length} of ${units.length} units compiled again`;
  for (const module of modules) {
    const bytes = await link(
      module,
      units,
      (unit) => again.get(unit) ?? readFileSync(keptFile(unit)),
    );
    const same = Buffer.compare(bytes, readFileSync(`${folder}dist/${module.name}`)) === 0;
    console.log(`${module.name}: ${what}: ${same ? 'the same bytes' : 'OTHER BYTES'}`);
    if (!same) process.exitCode = 1;
  }
}

await verify(process.argv[2] === undefined ? undefined : Number(process.argv[2]));
