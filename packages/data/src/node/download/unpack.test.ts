import { createHash, randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdtempSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { zipSync, type Zippable } from 'fflate';
import { packTar, type TarEntry } from 'modern-tar';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { catalogRow, type CatalogRow } from '../../catalog/rows.js';
import { getDataset } from './get-dataset.js';
import { Members } from './members.js';
import { file, serve, type Loopback } from '../../../testing/loopback.js';

let directory = '';
let server: Loopback | null = null;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'evenkeel-unpack-'));
});
afterEach(async () => {
  await server?.close();
  server = null;
  rmSync(directory, { recursive: true });
});

const images = randomBytes(200_000);
const labels = randomBytes(1000);
const readme = Buffer.from('about it');
const largestMember = 300_000;

interface Archive {
  readonly format: 'tar.gz' | 'zip';
  readonly bytes: Uint8Array;
}

const entry = (name: string, body: Uint8Array): TarEntry => ({
  header: { name, size: body.length },
  body,
});
const tarGz = async (...entries: TarEntry[]): Promise<Archive> => ({
  format: 'tar.gz',
  bytes: gzipSync(await packTar(entries)),
});
const zip = (files: Zippable): Archive => ({ format: 'zip', bytes: zipSync(files) });

const rowOf = ({ format, bytes }: Archive): CatalogRow => ({
  ...catalogRow('mnist')!,
  folder: 'trial',
  files: { format: 'idx', train: ['images', 'labels'], test: ['images', 'labels'] },
  downloads: [
    {
      file: `trial.${format}`,
      addresses: [`${server?.address}trial`],
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      checksum: 'computed',
      archive: {
        format,
        members: { 'inside/images': 'images', 'inside/labels': 'labels' },
        largestMember,
      },
    },
  ],
});

async function get(archive: Archive): Promise<void> {
  server = await serve({ trial: file(archive.bytes) });
  await getDataset(rowOf(archive), { directory });
}
const files = (): string[] => readdirSync(join(directory, 'trial')).toSorted();
const read = (name: string): Buffer => readFileSync(join(directory, 'trial', name));

const good = (): TarEntry[] => [
  { header: { name: 'inside/', size: 0, type: 'directory' } },
  entry('inside/readme', readme),
  entry('inside/images', images),
  entry('inside/labels', labels),
];
const goodFiles = { 'inside/readme': readme, 'inside/images': images, 'inside/labels': labels };

describe.each<[string, () => Promise<Archive>]>([
  ['tar.gz', async () => tarGz(...good())],
  ['zip', async () => zip(goodFiles)],
])('members of %s', (format, make) => {
  it('are taken out, and nothing else', async () => {
    await get(await make());
    expect(files()).toEqual(['images', 'labels']);
    expect(read('images')).toEqual(images);
    expect(read('labels')).toEqual(labels);
  });

  it('are taken out of an archive that was put there by hand, which stays', async () => {
    const archive = await make();
    mkdirSync(join(directory, 'trial'));
    writeFileSync(join(directory, `trial/trial.${format}`), archive.bytes);
    await getDataset(rowOf(archive), { directory });
    expect(files()).toEqual(['images', 'labels', `trial.${format}`]);
  });

  it('are not taken out of another archive that was put there', async () => {
    const archive = await make();
    const path = join(directory, `trial/trial.${format}`);
    mkdirSync(join(directory, 'trial'));
    writeFileSync(path, 'no archive');
    await expect(getDataset(rowOf(archive), { directory })).rejects.toThrow(
      `getDataset: ${path} must have ${archive.bytes.length.toLocaleString('en-US')} bytes, got 10 bytes. Take it away, or replace it. Without a network`,
    );
    expect(files()).toEqual([`trial.${format}`]);
  });

  it('are not asked for again', async () => {
    const archive = await make();
    await get(archive);
    await getDataset(rowOf(archive), { directory });
    expect(server?.requests).toHaveLength(1);
  });

  it('are not taken out of an archive that is cut short', async () => {
    const { bytes } = await make();
    await expect(
      get({ format: format as 'zip', bytes: bytes.subarray(0, 150_000) }),
    ).rejects.toThrow(
      new RegExp(
        `^getDataset: trial\\.${format} must be an intact ${format} archive, got ".+"\\. Nothing of it was unpacked\\.$`,
      ),
    );
    expect(files()).toEqual([]);
  });
});

const link = (name: string, linkname: string): TarEntry => ({
  header: { name, linkname, type: 'symlink', size: 0 },
});
const bomb = (size: number): Buffer => Buffer.alloc(size);

/** A zip whose directory claims another size for its first file than it has. */
function lying(): Archive {
  const bytes = zipSync({
    'inside/images': [bomb(400_000), { level: 9 }],
    'inside/labels': labels,
  });
  const directory = Buffer.from(bytes.buffer).indexOf(Buffer.from('PK\x01\x02', 'latin1'));
  new DataView(bytes.buffer).setUint32(directory + 24, 1000, true);
  return { format: 'zip', bytes };
}

describe('an archive is refused', () => {
  it.each<[string, () => Promise<Archive> | Archive, string]>([
    [
      'for ../ in a tar',
      async () => tarGz(...good(), entry('../outside', labels)),
      'hold no path that leads out of its folder, got "../outside"',
    ],
    [
      'for ../ before all else in a tar',
      async () => tarGz(entry('inside/../../outside', labels), ...good()),
      'hold no path that leads out of its folder, got "inside/../../outside"',
    ],
    [
      'for ../ in a zip',
      () => zip({ ...goodFiles, '../outside': labels }),
      'hold no path that leads out of its folder, got "../outside"',
    ],
    [
      'for a path of its own in a zip',
      () => zip({ ...goodFiles, 'C:\\outside': labels }),
      'hold no path that leads out of its folder, got "C:\\\\outside"',
    ],
    [
      'for a link in place of a member',
      async () => tarGz(link('inside/images', '/etc/passwd'), entry('inside/labels', labels)),
      'hold inside/images as a file, got a link or device',
    ],
    [
      'for a member that is too large',
      async () =>
        tarGz(entry('inside/images', bomb(largestMember + 1)), entry('inside/labels', labels)),
      'hold no entry above 300,000 bytes, got 300,001 bytes in "inside/images"',
    ],
    [
      'for a large thing beside the members',
      () => zip({ ...goodFiles, bomb: [bomb(3_000_000), { level: 9 }] }),
      'hold no entry above 300,000 bytes, got 3,000,000 bytes in "bomb"',
    ],
    [
      'for many things beside the members',
      async () =>
        tarGz(
          ...good(),
          ...Array.from({ length: 5 }, (_, i) => entry(`x${i}`, bomb(largestMember))),
        ),
      'unpack to at most 1,200,000 bytes, got more',
    ],
    [
      'for very many small ones',
      async () =>
        tarGz(...good(), ...Array.from({ length: 300 }, (_, i) => entry(`x${i}`, readme))),
      'have few entries besides those that are wanted, got 301',
    ],
    [
      'for two members of one name',
      async () => tarGz(...good(), entry('inside/labels', readme)),
      'hold inside/labels once, got two of that name',
    ],
    [
      'for a member that is missing',
      async () => tarGz(...good().slice(0, 3)),
      'hold 2 members that are wanted, got none of the name inside/labels',
    ],
    [
      'for a size that is a lie',
      lying,
      'be an intact zip archive, got "too many bytes in the stream. expected 1000. got at least',
    ],
  ])('%s', async (_, make, rule) => {
    const archive = await make();
    await expect(get(archive)).rejects.toThrow(`getDataset: trial.${archive.format} must ${rule}`);
    // Neither members, nor parts of them, nor the archive: it was the one that was meant, and would be refused again.
    expect(files()).toEqual([]);
    expect(existsSync(join(directory, 'outside'))).toBe(false);
  });

  it('what breaks while the disk is slow to open a file', async () => {
    const { write } = Members.prototype;
    const slow = vi.spyOn(Members.prototype, 'write').mockImplementation(async function (
      this: Members,
      path,
      chunks,
    ) {
      await sleep(50);
      return write.call(this, path, chunks);
    });
    await expect(get(lying())).rejects.toThrow('too many bytes in the stream');
    expect(slow).toHaveBeenCalled();
    slow.mockRestore();
    expect(files()).toEqual([]);
  });
});
