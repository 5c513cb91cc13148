// `node scripts/verify.mjs [N]`: makes dist/evenkeel.wasm a second time and says whether the bytes are the same. Compiles N of
// its units anew (default: all) in an order that is not the build's, takes the others from build/objects, and links.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compile, link, settingsOf } from './compiler.mjs';
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
  const kept = (unit) =>
    readFileSync(`${folder}build/objects/${keyOf(unit, sources, settingsOf(unit))}.o`);
  const objects = new Map(units.map((unit) => [`${unit.replaceAll('/', '_')}.o`, kept(unit)]));
  const sample = sampleOf(units, count ?? units.length);
  for (const unit of sample) {
    objects.set(`${unit.replaceAll('/', '_')}.o`, await compile(unit, treeOf(sources)));
  }
  const module = await link(objects);
  const same = Buffer.compare(module, readFileSync(`${folder}dist/evenkeel.wasm`)) === 0;
  const what = `${sample.length} of ${units.length} units compiled again`;
  console.log(`${what}: ${same ? 'the same bytes' : 'OTHER BYTES'}`);
  process.exitCode = same ? 0 : 1;
}

await verify(process.argv[2] === undefined ? undefined : Number(process.argv[2]));
