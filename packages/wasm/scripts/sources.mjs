// The C++ of native/ that the module is made of, and which files each translation unit depends on.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../native/src', import.meta.url));

/** What the addon alone needs, or what native/src/wasm has its own version of. */
const elsewhere = /^(addon\/|core\/(default_threads|memory|processors|team)\.cpp$)/;

/** All sources by their path below native/src, in an order that does not depend on the machine. */
export function readSources() {
  const names = readdirSync(root, { recursive: true }).map((name) => name.replaceAll('\\', '/'));
  const wanted = names.filter((name) => /\.(cpp|h|inc)$/.test(name) && !elsewhere.test(name));
  return new Map(wanted.sort().map((name) => [name, readFileSync(`${root}/${name}`, 'utf8')]));
}

export const unitsOf = (sources) => [...sources.keys()].filter((name) => name.endsWith('.cpp'));

const includeLine = /^#include "([^"]+)"/gm;

/** The files that a unit is made of, itself first: quoted includes, found beside the file or below native/src. */
function filesOf(unit, sources) {
  const files = new Set([unit]);
  for (const file of files) {
    for (const [, name] of sources.get(file).matchAll(includeLine)) {
      const beside = posix.join(posix.dirname(file), name);
      if (sources.has(beside)) files.add(beside);
      else if (sources.has(name)) files.add(name);
    }
  }
  return files;
}

/** A name for the object of a unit, which changes with anything that could change its bytes. */
export function keyOf(unit, sources, settings) {
  const hash = createHash('sha256').update(JSON.stringify(settings));
  for (const file of filesOf(unit, sources)) hash.update(`\0${file}\0${sources.get(file)}`);
  return hash.digest('hex').slice(0, 32);
}

/** The sources as the tree of folders that the compiler is given. */
export function treeOf(sources) {
  const tree = {};
  for (const [name, text] of sources) {
    const folders = name.split('/');
    const file = folders.pop();
    let place = tree;
    for (const folder of folders) place = place[folder] ??= {};
    place[file] = text;
  }
  return tree;
}
