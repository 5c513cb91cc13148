import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { evenkeel } from '../cli/evenkeel.js';
import { writeSmallData } from '../cli/small-data.js';
import { runChild } from '../e2e/child.js';

/** A small file system in memory, seen by the child alone. */
const onSmallDisk = (directory: string): string[] => [
  'unshare',
  '--map-root-user',
  '--mount',
  'sh',
  '-c',
  'mount -t tmpfs -o size=280k none "$0" && exec "$@"',
  directory,
];

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'evenkeel-disk-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

const trial = mkdtempSync(join(tmpdir(), 'evenkeel-disk-'));
const [command = '', ...rest] = onSmallDisk(trial);
const mountable = spawnSync(command, [...rest, 'true']).status === 0;
rmSync(trial, { recursive: true });
if (!mountable) {
  process.stdout.write(
    'Disk tests on a small tmpfs are skipped: this machine lets no one mount it.\n',
  );
}

async function run(way: string, under: readonly string[]): Promise<unknown> {
  const script = new URL('disk-process.ts', import.meta.url);
  return JSON.parse(await runChild(script, { args: [directory, way], under }));
}

const refusal = (number: number, cause: string): string =>
  `writeFileWhole: ${join(directory, `checkpoint-0000000${number}.safetensors`)} must be writable, got ${cause}. ` +
  'What was saved before is untouched.';

describe('checkpoints on a disk that refuses', () => {
  // 80 kB each, and a block for each small file: three fit into 280 KiB, the fourth does not.
  it.skipIf(!mountable)('stay when the disk is full, and nothing half-written does', async () => {
    expect(await run('full', onSmallDisk(directory))).toEqual({
      code: 'ENOSPC',
      message: refusal(4, 'ENOSPC: no space left on device, write'),
      failedAt: 4,
      latest: '3',
      files: [
        ...[1, 2, 3].flatMap((number) =>
          ['json', 'safetensors'].map((kind) => `checkpoint-0000000${number}.${kind}`),
        ),
        'run.lock',
      ],
    });
  });

  it.skipIf(!mountable)('stay when the disk becomes read-only', async () => {
    expect(await run('read-only', onSmallDisk(directory))).toMatchObject({
      code: 'EROFS',
      message: expect.stringMatching(
        /^writeFileWhole: .+3\.safetensors must be writable, got EROFS: read-only file system, open '.+'\. What was saved before is untouched\.$/,
      ) as string,
      failedAt: 3,
      latest: '2',
    });
  });

  it('stay when files may not grow as large as a checkpoint', async () => {
    const limited = ['sh', '-c', 'ulimit -f 100 && exec "$0" "$@"'];
    expect(await run('full', limited)).toMatchObject({
      code: 'EFBIG',
      message: refusal(1, 'EFBIG: file too large, write'),
      failedAt: 1,
      files: ['run.lock'],
    });
  });
});

describe('evenkeel train on a disk that refuses', () => {
  let data = '';
  beforeEach(() => {
    data = writeSmallData(join(directory, 'data'));
  });
  const place = (): string => mkdtempSync(join(directory, 'disk-'));
  /** Runs a script of the shell in which "$@" is the program, where nobody else sees what it mounts at "$0". */
  const run = (script: string, at: string): ReturnType<typeof evenkeel> =>
    evenkeel(
      `train --data ${data} --batch 30 --epochs 4 --optimizer sgd --checkpoint-every 10 --out ${at}/m.safetensors`,
      { under: ['unshare', '--map-root-user', '--mount', 'sh', '-c', script, at] },
    );

  it.skipIf(!mountable)('says so, and goes on once there is room', async () => {
    const at = place();
    // A checkpoint has 400 kB: two fit, and neither a third nor the weights beside them.
    const script = `mount -t tmpfs -o size=1m none "$0"; "$@"; echo "code $?";
      mount -o remount,size=9m "$0"; "$@" --resume; echo "code $?"; ls "$0"`;
    const { stdout, stderr } = await run(script, at);
    expect(stderr).toContain(
      `evenkeel: ${at}/m.safetensors.checkpoints/checkpoint-00000003.safetensors: the disk is full (ENOSPC).\n`,
    );
    expect(stderr).toContain('Going on after step 20.\n');
    expect(stdout).toMatch(/^code 1\nTest accuracy .+\n[^]+\ncode 0\nm\.safetensors\n$/);
  });

  it.skipIf(!mountable)('says so before the first step where nothing can be written', async () => {
    const at = place();
    const script = `mount -t tmpfs -o size=1m none "$0"; mkdir "$0"/m.safetensors.checkpoints; mount -o remount,ro "$0"; "$@"`;
    expect(await run(script, at)).toEqual({
      code: 2,
      signal: null,
      stdout: '',
      stderr: `evenkeel: ${at}/m.safetensors.checkpoints/run.lock: the file system is read-only. Give another path.\n`,
    });
  });
});
