// Holds TypeScript's project references against package.json: each package refers to the workspace
// packages it depends on, and the root tsconfig.json to all of them and to the tests. `--write` mends them.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const write = process.argv.includes('--write');
const commentLine = /^\s*\/\/.*$/gm;
const readJson = (path) => JSON.parse(readFileSync(path, 'utf8').replace(commentLine, ''));

/** The folders, relative to the root, of all packages that TypeScript builds. */
function projectFolders() {
  const inside = (parent) =>
    existsSync(join(root, parent))
      ? readdirSync(join(root, parent)).map((x) => `${parent}/${x}`)
      : [];
  const folders = [...inside('packages'), 'native', ...inside('apps')];
  return folders.filter((folder) =>
    ['package.json', 'tsconfig.json'].every((file) => existsSync(join(root, folder, file))),
  );
}

/** Puts new references into a tsconfig.json and keeps its comments. */
function writeReferences(path, targets) {
  const references = `"references": [${targets.map((x) => `{ "path": "${x}" }`).join(', ')}]`;
  const text = readFileSync(path, 'utf8');
  const old = /"references"\s*:\s*\[[^\]]*\]/;
  writeFileSync(
    path,
    old.test(text)
      ? text.replace(old, references)
      : text.replace(/\s*\}\s*$/, `,\n  ${references}\n}\n`),
  );
}

/** Mends or reports the references of one tsconfig.json; true if they were right. */
function hold(folder, expected) {
  const path = join(root, folder, 'tsconfig.json');
  const config = readJson(path);
  const actual = (config.references ?? []).map((reference) => reference.path);
  if (actual.length === expected.length && expected.every((x) => actual.includes(x))) return true;
  if (write) {
    writeReferences(path, expected);
    return true;
  }
  console.error(
    `${join(folder, 'tsconfig.json')}: references must be [${expected.join(', ')}], ` +
      `got [${actual.join(', ')}]. Run: pnpm references --write`,
  );
  return false;
}

const folders = projectFolders();
const names = new Map(
  folders.map((folder) => [readJson(join(root, folder, 'package.json')).name, folder]),
);
const results = folders.map((folder) => {
  const manifest = readJson(join(root, folder, 'package.json'));
  const { dependencies, optionalDependencies, devDependencies } = manifest;
  const depended = { ...dependencies, ...optionalDependencies, ...devDependencies };
  const wanted = Object.keys(depended).filter((name) => names.has(name));
  return hold(
    folder,
    wanted.map((name) => relative(folder, names.get(name))),
  );
});
results.push(hold('.', [...folders, './tsconfig.test.json']));
process.exitCode = results.every(Boolean) ? 0 : 1;
