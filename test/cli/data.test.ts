// evenkeel data, against a server on this machine.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { catalogRow } from '@evenkeel/data';
import { findMnist, loadMnist } from '@evenkeel/data/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { file, serve, type Loopback } from '../../packages/data/testing/loopback.js';
import { evenkeel } from './evenkeel.js';

let directory = '';
let server: Loopback | null = null;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'evenkeel-data-'));
});
afterEach(async () => {
  await server?.close();
  server = null;
  rmSync(directory, { recursive: true });
});

const env = { EVENKEEL_BACKEND: 'reference' };
const name = 'train-images-idx3-ubyte.gz';
const { bytes, sha256 } = catalogRow('mnist')!.downloads[0]!;
/** Of the right length, but not MNIST. */
const forged = new Uint8Array(bytes).fill(7);
const get = (): string => `data get mnist --to ${directory} --from ${server!.address}`;
const files = (): string[] => {
  const folder = join(directory, 'mnist');
  return existsSync(folder) ? readdirSync(folder) : [];
};

describe('evenkeel data list', () => {
  it('shows every set, and where it is', async () => {
    const { code, stdout } = await evenkeel('data list', { env: { ...env, EVENKEEL_DATA: directory } });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^cifar100-coarse +50,000 \+ 10,000  32 x 32 x 3  20 classes +(168\.5 MB to get|in .+)$/m);
    expect(stdout).toMatch(/\nGet one: evenkeel data get NAME\n$/);
  });

  it('says the same as JSON', async () => {
    const { stdout } = await evenkeel('data list --json', { env });
    const sets = JSON.parse(stdout) as { name: string; counts: object }[];
    expect(sets).toHaveLength(12);
    expect(sets.find((set) => set.name === 'kmnist')).toMatchObject({
      counts: { train: 60_000, test: 10_000 },
      licence: 'CC BY-SA 4.0, ROIS-DS Center for Open Data in the Humanities',
    });
  });
}); // prettier-ignore

describe('evenkeel data get', () => {
  it('goes on where it was killed, and removes what has the wrong checksum', async () => {
    let whole = false;
    const part = join(directory, 'mnist', `${name}.part`);
    server = await serve({
      [name]: (request, response) => {
        if (whole) file(forged)(request, response);
        else response.writeHead(200, { 'content-length': bytes }).write(forged.subarray(0, 2_000_000));
      },
    }); // prettier-ignore
    const killed = await evenkeel(get(), {
      env,
      on: {
        stderr: /MB from/,
        act(child) {
          const watch = setInterval(() => {
            if (!existsSync(part) || statSync(part).size < 2_000_000) return;
            clearInterval(watch);
            child.process.kill('SIGKILL');
          }, 10);
        },
      },
    });
    expect(killed.signal).toBe('SIGKILL');
    expect(files()).toEqual(['run.lock', `${name}.part`]);
    whole = true;
    const { code, stdout, stderr } = await evenkeel(get(), { env });
    expect(server.requests).toEqual([`/${name}`, `/${name} bytes=2000000-`]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(
      `${name}: 9.9 MB from ${server.address}${name}, going on after 2.0 MB\n` +
        `evenkeel: getDataset: ${name} must come from its address, got ${server.address}${name} must have the SHA-256 ` +
        `${sha256}, got `,
    );
    expect(stderr).toContain('which was removed. Without a network put into');
    expect(files()).toEqual([]);
  });

  it('stops at Ctrl-C, and says that it goes on', async () => {
    server = await serve({
      [name]: (_, response) =>
        response.writeHead(200, { 'content-length': bytes }).write(forged.subarray(0, 1000)),
    });
    const { code, stderr } = await evenkeel(get(), {
      env,
      on: { stderr: /MB from/, act: (child) => child.process.kill('SIGINT') },
    });
    expect(code).toBe(130);
    expect(stderr).toMatch(/\nStopped\. The same command goes on from here\.\n$/);
    expect(files()).toEqual([`${name}.part`]);
  });
});

/** A small file system in memory, seen by the program alone. */
const onSmallDisk = (options: string): string[] => [
  'unshare', '--map-root-user', '--mount', 'sh', '-c',
  `mount -t tmpfs -o ${options} none "$0" && exec "$@"`, directory,
]; // prettier-ignore
const mountable = ((): boolean => {
  directory = mkdtempSync(join(tmpdir(), 'evenkeel-data-'));
  const [command = '', ...rest] = onSmallDisk('size=1m');
  const { status } = spawnSync(command, [...rest, 'true']);
  rmSync(directory, { recursive: true });
  return status === 0;
})();
if (!mountable) {
  process.stdout.write(
    'Tests of full disks are skipped: this machine lets no one mount a tmpfs.\n',
  );
}

describe('evenkeel data get on a disk that refuses', () => {
  beforeEach(async () => {
    server = await serve({ [name]: file(forged) });
  });

  it.skipIf(!mountable)('does not start what there is no room for', async () => {
    const { code, stderr } = await evenkeel(get(), { env, under: onSmallDisk('size=1m') });
    expect(code).toBe(1);
    // The lock has taken a page of the disk.
    expect(stderr.replace(/[\d,]+ bytes free/, 'MORE bytes free')).toBe(
      `evenkeel: getDataset: ${name} must find room for 9,912,422 bytes in ${directory}/mnist, got MORE bytes free. ` +
        `Make room, or give another directory; a part that is there (${name}.part) is gone on from.\n`,
    );
  });

  it.skipIf(!mountable)('says that it is read-only', async () => {
    const { code, stderr } = await evenkeel(get(), { env, under: onSmallDisk('ro') });
    expect(code).toBe(2);
    expect(stderr).toBe(
      `evenkeel: ${directory}/mnist: the file system is read-only. Give another path.\n`,
    );
  });

  it('keeps what has come when it fills up, and says so', async () => {
    const under = ['sh', '-c', 'ulimit -f 1000 && exec "$0" "$@"'];
    const { code, stderr } = await evenkeel(get(), { env, under });
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /evenkeel: .+\/train-images-idx3-ubyte\.gz\.part: the file would become too large \(EFBIG\)\.\n$/,
    );
    expect(files()).toEqual([`${name}.part`]);
    expect(statSync(join(directory, 'mnist', `${name}.part`)).size).toBeGreaterThan(400_000);
  });
});

const beside = fileURLToPath(new URL('../../../shared/data', import.meta.url));
const places = [...(process.env['EVENKEEL_DATA'] ? [process.env['EVENKEEL_DATA']] : []), beside];
const { directory: mnist, tried } = findMnist({ places });
if (mnist === null) {
  process.stdout.write(`Getting MNIST is skipped: no files in ${tried.join(', ')}\n`);
}

it.skipIf(mnist === null)('gets MNIST, which loads, and asks for nothing twice', async () => {
  const names = catalogRow('mnist')!.downloads.map((download) => download.file);
  server = await serve(
    Object.fromEntries(names.map((each) => [each, file(readFileSync(join(mnist!, each)))])),
  );
  const first = await evenkeel(get(), { env });
  expect(first).toMatchObject({
    code: 0,
    stdout:
      `MNIST: handwritten digits: in ${directory}/mnist\n` +
      'Licence: CC BY-SA 3.0, as catalogued by others. Cite LeCun, Bottou, Bengio, Haffner 1998, ' +
      '"Gradient-based learning applied to document recognition".\n',
  });
  expect(first.stderr).toContain(`${name}: length and SHA-256 are right\n`);
  const { train } = await loadMnist({ places: [directory] });
  expect(train.count).toBe(60_000);
  const again = await evenkeel(get(), { env });
  expect(again.stderr).toBe(names.map((each) => `${each}: is there already\n`).join(''));
  expect(server.requests).toHaveLength(4);
});
