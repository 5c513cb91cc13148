import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { removeLeftovers, writeFileWhole } from './write-file.js';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'evenkeel-write-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

describe('writeFileWhole', () => {
  it('replaces a file and leaves no other behind', async () => {
    const path = join(directory, 'a.bin');
    writeFileSync(path, 'old');
    await writeFileWhole(path, new TextEncoder().encode('new'));
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(readdirSync(directory)).toEqual(['a.bin']);
  });

  it('keeps the old file if it cannot take its place, and removes the temporary one', async () => {
    const path = join(directory, 'taken');
    const inside = join(path, 'inside');
    await import('node:fs/promises').then((fs) => fs.mkdir(path));
    writeFileSync(inside, 'old');
    await expect(writeFileWhole(path, new Uint8Array(1))).rejects.toMatchObject({ code: 'EISDIR' });
    expect(readdirSync(directory)).toEqual(['taken']);
    expect(readFileSync(inside, 'utf8')).toBe('old');
  });

  it('passes on that the directory is missing', async () => {
    const path = join(directory, 'no', 'file');
    const error: unknown = await writeFileWhole(path, new Uint8Array(1)).catch((e: unknown) => e);
    expect(error).toMatchObject({ name: 'FileWriteError', path, code: 'ENOENT' });
    expect((error as Error).message).toMatch(
      /^writeFileWhole: .+file must be writable, got ENOENT: no such file or directory, open '.+'\. What was saved before is untouched\.$/,
    );
  });
});

describe('removeLeftovers', () => {
  it('removes the files of dead writers alone', async () => {
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    const names = [`.a.${dead}.partial`, `.b.${process.ppid}.partial`, 'c.partial', 'd'];
    for (const name of names) writeFileSync(join(directory, name), '');
    await removeLeftovers(directory);
    expect(readdirSync(directory).toSorted()).toEqual(names.slice(1).toSorted());
  });
});
