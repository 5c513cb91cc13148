// Every function that reads files says of one that it cannot read which argument named it, and what to do.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { imageFolder } from '@evenkeel/data/images';
import { csvSource, FileReadError, fileSource, loadDataset } from '@evenkeel/data/node';
import { readLog } from '@evenkeel/monitor/node';
import { ArgumentError } from '@evenkeel/tensor';
import { latestCheckpoint, openCheckpoints, readSafetensors } from '@evenkeel/train/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let directory = '';
const at = (name: string): string => join(directory, name);
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'evenkeel-unreadable-'));
  chmodSync(directory, 0o755);
  mkdirSync(at('folder'));
  writeFileSync(at('file'), 'x');
  writeFileSync(at('closed'), 'x', { mode: 0 });
  mkdirSync(at('closed folder'), { mode: 0 });
  symlinkSync('circle', at('circle'));
  if (process.platform !== 'win32') execFileSync('mkfifo', [at('pipe')]);
});
afterAll(() => {
  chmodSync(at('closed folder'), 0o700);
  rmSync(directory, { recursive: true });
});

/** What is thrown to a user who is not root, for whom nothing is closed. */
async function refusalOf(work: () => Promise<unknown>): Promise<Error> {
  const root = process.geteuid?.() === 0;
  if (root) process.seteuid?.(65_534);
  try {
    await work();
  } catch (error) {
    return error as Error;
  } finally {
    if (root) process.seteuid?.(0);
  }
  throw new Error('nothing was refused');
}

type Read = (path: string) => Promise<unknown>;

const files: readonly (readonly [op: string, argument: string, read: Read])[] = [
  ['fileSource', 'path', fileSource],
  ['csvSource', 'file', async (path) => csvSource(path, { label: 0 })],
  ['readSafetensors', 'path', readSafetensors],
  ['readLog', 'path', readLog],
];

const states: readonly (readonly [name: string, code: string, state: string, hint: string])[] = [
  ['nothing', 'ENOENT', 'is not there', 'Check each part of the path.'],
  ['folder', 'EISDIR', 'is a directory', 'Name a file in it.'],
  ['closed', 'EACCES', 'this user may not read', 'Change its permissions.'],
  ['pipe', 'EINVAL', 'is a pipe or a device', 'Copy it into a file.'],
  ['file/inside', 'ENOTDIR', 'is no directory, or leads through a file', 'Check each part of the path.'], // prettier-ignore
];

describe.each(files)('%s refuses', (op, argument, read) => {
  it.for(states)('a path where there is %s', async ([name, code, state, hint]) => {
    const error = await refusalOf(async () => read(at(name)));
    expect(error).toBeInstanceOf(FileReadError);
    expect(error).toMatchObject({ name: 'FileReadError', op, argument, path: at(name), code });
    const expected = `${op}: ${argument} must be a file that can be read`;
    expect(error.message).toBe(`${expected}, got ${at(name)}, which ${state}. ${hint}`);
  });

  it('links in a circle', async () => {
    const { message } = await refusalOf(async () => read(at('circle')));
    expect(message).toMatch(/, got .+circle, whose symbolic links go round in a circle\.$/);
  });

  it('a relative path, saying where it starts', async () => {
    const { message } = await refusalOf(async () => read('no such file'));
    expect(message).toMatch(
      /got no such file, which is not there\. Relative paths start at \/.+\.$/,
    );
  });

  it('what is no path', async () => {
    const error = await refusalOf(async () => read(undefined as never));
    expect(error).toBeInstanceOf(ArgumentError);
    expect(error.message).toBe(`${op}: ${argument} must be the path of a file, got undefined.`);
  });
});

describe('a directory that cannot be read', () => {
  const images = async (): Promise<unknown> => imageFolder(at(''), { size: [2, 2] });
  const isClosed = 'which this user may not read. Change its permissions.';

  it('is refused by imageFolder', async () => {
    const rule = 'imageFolder: directory must be one whose folders and images can be read';
    const folder = async (name: string) => refusalOf(async () => imageFolder(at(name), { size: [2, 2] })); // prettier-ignore
    expect((await folder('nothing')).message).toBe(
      `${rule}, got ${at('nothing')}, which is not there. Check each part of the path.`,
    );
    expect((await folder('file')).message).toBe(
      `${rule}, got ${at('file')}, which is no directory, or leads through a file. Check each part of the path.`,
    );
    expect((await refusalOf(images)).message).toBe(
      `${rule}, got ${at('closed folder')}, ${isClosed}`,
    );
  });

  it('is refused by latestCheckpoint, but for one that is not there', async () => {
    expect(await latestCheckpoint(at('nothing'))).toBeNull();
    const rule = 'latestCheckpoint: path must be a directory whose checkpoints can be read';
    const { message } = await refusalOf(async () => latestCheckpoint(at('closed folder')));
    expect(message).toBe(`${rule}, got ${at('closed folder')}, ${isClosed}`);
    expect((await refusalOf(async () => latestCheckpoint(at('file')))).message).toMatch(
      /^latestCheckpoint: path must be .+file, which is no directory, or leads through a file\. /,
    );
  });

  it('or a manifest in it is refused by latestCheckpoint', async () => {
    mkdirSync(at('run'));
    writeFileSync(at('run/checkpoint-00000001.safetensors'), 'x');
    writeFileSync(at('run/checkpoint-00000001.json'), '{}', { mode: 0 });
    const { message } = await refusalOf(async () => latestCheckpoint(at('run')));
    expect(message).toBe(
      'latestCheckpoint: path must be a directory whose checkpoints can be read, ' +
        `got ${at('run/checkpoint-00000001.json')}, ${isClosed}`,
    );
  });

  it('or a link to nothing in it is refused by latestCheckpoint', async () => {
    mkdirSync(at('links'));
    symlinkSync('nothing', at('links/checkpoint-00000001.safetensors'));
    const { message } = await refusalOf(async () => latestCheckpoint(at('links')));
    expect(message).toMatch(/checkpoint-00000001\.safetensors, which is not there\. /);
  });

  it('is refused by openCheckpoints, as one that cannot be written', async () => {
    const error = await refusalOf(async () => openCheckpoints(at('file')));
    expect(error).toMatchObject({ name: 'FileWriteError', path: at('file'), code: 'EEXIST' });
    const inside = await refusalOf(async () => openCheckpoints(at('closed folder/run')));
    expect(inside).toMatchObject({ name: 'FileWriteError', code: 'EACCES' });
  });
});

it('a file of a data set that cannot be read is refused by loadDataset', async () => {
  mkdirSync(at('mnist'));
  const names = ['train-images-idx3-ubyte', 'train-labels-idx1-ubyte', 't10k-images-idx3-ubyte', 't10k-labels-idx1-ubyte']; // prettier-ignore
  for (const name of names) writeFileSync(at(`mnist/${name}`), 'x', { mode: 0 });
  const error = await refusalOf(async () => loadDataset('mnist', { places: [directory] }));
  expect(error.message).toBe(
    `loadDataset: places must be directories whose files can be read, got ${at(`mnist/${names[0]}`)}, ` +
      'which this user may not read. Change its permissions.',
  );
});

it('a file that is closed after its source was opened is refused by who reads it', async () => {
  writeFileSync(at('later'), 'x');
  const source = await fileSource(at('later'));
  chmodSync(at('later'), 0);
  const { message } = await refusalOf(async () => {
    for await (const _ of source.open());
  });
  expect(message).toMatch(
    /^fileSource: path must be a file that can be read, got .+later, which this user may not read\. /,
  );
});
