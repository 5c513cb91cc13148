import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import promises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lockDirectory, type DirectoryLock } from './directory-lock.js';
import { thisProcess } from './process-life.js';

let directory = '';
let file = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'evenkeel-lock-'));
  file = join(directory, 'run.lock');
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

const since = '2026-01-02T03:04:05.000Z';
/** Puts the lock of another process into the directory. */
function lockOf(other: object, secondsOld = 0): void {
  writeFileSync(file, JSON.stringify({ ...thisProcess(), since, token: 'other', ...other }));
  const then = Date.now() / 1000 - secondsOld;
  utimesSync(file, then, then);
}
const pidIn = (): unknown => (JSON.parse(readFileSync(file, 'utf8')) as { pid: unknown }).pid;

describe('the lock of a directory', () => {
  it('is there until it is released', async () => {
    const lock = await lockDirectory(directory, 'test');
    expect(pidIn()).toBe(process.pid);
    await lock.check();
    await lock.release();
    expect(readdirSync(directory)).toEqual([]);
  });

  it.each([
    ['whose number nobody has', { pid: 2 ** 22 + 1 }],
    ['whose number another process has now', { pid: process.ppid, started: '1' }],
    ['of before the machine was started', { pid: process.ppid, boot: 'another' }],
  ])('is taken from a process %s', async (_, owner) => {
    lockOf(owner);
    const lock = await lockDirectory(directory, 'test');
    expect(pidIn()).toBe(process.pid);
    expect(readdirSync(directory)).toEqual(['run.lock']);
    await lock.release();
  });

  it('is not taken from a living process', async () => {
    // Without the time of its start, as on systems that do not say it.
    lockOf({ pid: process.ppid, started: null });
    await expect(lockDirectory(directory, 'test')).rejects.toMatchObject({
      name: 'DirectoryInUseError',
      path: directory,
      pid: process.ppid,
      message:
        `test: directory must be free of other runs, got ${directory}, in use by process ${process.ppid} since ${since}. ` +
        `Wait for that run or stop it (kill ${process.ppid}), or give another directory.`,
    });
    expect(readdirSync(directory)).toEqual(['run.lock']);
  });

  it.each([
    ['machine', { pid: 7, host: 'elsewhere' }, 'elsewhere'],
    ['container', { pid: 7, space: 'pid:[1]' }, hostname()],
  ])('is taken from a process of another %s once it is silent', async (_, owner, host) => {
    lockOf(owner, 20);
    await expect(lockDirectory(directory, 'test')).rejects.toThrow(
      `test: directory must be free of other runs, got ${directory}, in use by process 7 of ${host} since ${since}. ` +
        'Wait for that run or stop it, or give another directory; if it is dead, its lock run.lock counts no more ' +
        'once its last sign of life, 20 s ago, is 120 s old.',
    );
    lockOf(owner, 121);
    await (await lockDirectory(directory, 'test')).release();
  });

  it('that makes no sense counts as one out of sight', async () => {
    writeFileSync(file, '');
    await expect(lockDirectory(directory, 'test')).rejects.toThrow(
      `got ${directory}, in use by a process that is not known. Wait for that run`,
    );
    utimesSync(file, 1, 1);
    await (await lockDirectory(directory, 'test')).release();
  });

  it('goes to who locks last within a process, unless it is exclusive', async () => {
    const first = await lockDirectory(directory, 'test');
    const second = await lockDirectory(directory, 'test');
    await expect(first.check()).rejects.toThrow('opened again by this process');
    const third = lockDirectory(directory, 'test', { exclusive: true });
    await expect(third).rejects.toThrow(
      `test: directory must be free of other runs, got ${directory}, in use by process ${process.pid} since `,
    );
    await second.check();
    // As a worker thread that was ended leaves it.
    utimesSync(file, 1, 1);
    const fourth = await lockDirectory(directory, 'test', { exclusive: true });
    await expect(second.check()).rejects.toThrow('opened again by this process');
    await fourth.release();
  });

  it('goes to the last of several at once, which gives the signs of life then', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const { rm } = promises;
    try {
      // The first is held up once it stands in the file, as long as the second might do something.
      let second: Promise<DirectoryLock> | null = null;
      vi.spyOn(promises, 'rm').mockImplementationOnce(async (path, options) => {
        second = lockDirectory(directory, 'test');
        await Promise.race([second, new Promise((resolve) => setTimeout(resolve, 200))]);
        return rm(path, options);
      });
      syncBuiltinESMExports();
      const first = await lockDirectory(directory, 'test');
      await second!.then(async (lock) => lock.check());
      await expect(first.check()).rejects.toThrow('opened again by this process');
      utimesSync(file, 1, 1);
      vi.advanceTimersByTime(30_000);
      await vi.waitFor(() => expect(statSync(file).mtimeMs).toBeGreaterThan(1000), 20_000);
    } finally {
      vi.useRealTimers();
      vi.restoreAllMocks();
      syncBuiltinESMExports();
    }
  });

  it('says what the operating system refuses', async () => {
    const path = join(directory, 'none');
    await expect(lockDirectory(path, 'test')).rejects.toMatchObject({
      code: 'ENOENT',
      path: join(path, 'run.lock'),
    });
  });
});
