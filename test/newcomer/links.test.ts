// Every link from one document of the repository to another file leads somewhere.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
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
