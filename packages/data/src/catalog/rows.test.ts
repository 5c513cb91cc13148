import { describe, expect, it } from 'vitest';
import { catalog, catalogRow } from './rows.js';

const downloads = catalog.flatMap((row) => row.downloads);

describe('catalog', () => {
  it('names every set once', () => {
    const names = catalog.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(catalogRow('kmnist')).toBe(catalog[2]);
  });

  it('says a checksum, a length and an address for every file', () => {
    for (const { sha256, bytes, addresses, file } of downloads) {
      expect(sha256).toMatch(/^[0-9a-f]{64}$/);
      expect(bytes).toBeGreaterThan(1000);
      expect(addresses.length).toBeGreaterThan(0);
      for (const address of addresses)
        expect(new URL(address).pathname.endsWith(`/${file}`)).toBe(true);
    }
  });

  it('has no checksum twice but for the same file', () => {
    const files = new Map(downloads.map((download) => [download.sha256, download.addresses[0]]));
    expect(files.size).toBe(new Set(downloads.map(({ addresses }) => addresses[0])).size);
  });

  it.each(catalog.map((row) => [row.name, row] as const))(
    'downloads every file that %s is read from',
    (_, row) => {
      const got = row.downloads.flatMap(({ file, archive }) =>
        archive === undefined ? [file] : Object.values(archive.members),
      );
      const plain = got.map((file) => file.replace(/\.gz$/, ''));
      expect(plain).toEqual(expect.arrayContaining([...row.files.train, ...row.files.test]));
    },
  );
});
