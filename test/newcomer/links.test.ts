// Every link from one document of the repository to another file leads somewhere.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const listed = execFileSync('git', ['ls-files', '*.md', ':!test/golden', ':!.changeset'], {
  cwd: root,
  encoding: 'utf8',
});
const documents = listed.split('\n').filter((name) => name !== '' && existsSync(join(root, name)));

it.each(documents)('%s', (document) => {
  const text = readFileSync(join(root, document), 'utf8').replaceAll(/^```[^]*?^```$/gm, '');
  const targets = Array.from(
    text.matchAll(/\]\(([^)\s]+)\)|(?:src|href)="([^"]+)"/g),
    (m) => m[1] ?? m[2]!,
  );
  const files = targets.filter((target) => !/^(https?:|#|mailto:)/.test(target));
  const dead = files.filter(
    (target) => !existsSync(join(root, dirname(document), target.replace(/#.*$/, ''))),
  );
  expect(dead).toEqual([]);
});

it('the index of decision records lists all of them', () => {
  const folder = join(root, 'docs/adr');
  const index = readFileSync(join(folder, 'README.md'), 'utf8');
  const records = readdirSync(folder).filter((name) => /^\d{4}-.+\.md$/.test(name));
  expect(records.filter((name) => !index.includes(`](${name})`))).toEqual([]);
});

it('the front page leads to every guide', () => {
  const front = readFileSync(join(root, 'README.md'), 'utf8');
  const guides = readdirSync(join(root, 'docs/guides'));
  expect(guides.filter((name) => !front.includes(`](docs/guides/${name})`))).toEqual([]);
});
