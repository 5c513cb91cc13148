import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { catalogRow, type CatalogDownload, type CatalogRow } from '../../catalog/rows.js';
import type { DownloadEvent } from './events.js';
import { getDataset, type GetDatasetOptions } from './get-dataset.js';
import { file, serve, unreliable, type Loopback } from '../../../testing/loopback.js';

let directory = '';
let server: Loopback | null = null;
let events: DownloadEvent[] = [];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'evenkeel-get-'));
  events = [];
});
afterEach(async () => {
  await server?.close();
  server = null;
  rmSync(directory, { recursive: true });
});

const bytes = randomBytes(300_000);
const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** A data set of one file. */
const setOf = (download: Partial<CatalogDownload> = {}): CatalogRow => ({
  ...catalogRow('mnist')!,
  folder: 'trial',
  downloads: [
    {
      file: 'trial.bin',
      addresses: [],
      bytes: bytes.length,
      sha256: sha256(bytes),
      checksum: 'computed',
      ...download,
    },
  ],
});
const from = (names: readonly string[] = ['trial.bin']): Partial<CatalogDownload> => ({
  addresses: names.map((name) => server!.address + name),
});
const get = async (row: CatalogRow, options: GetDatasetOptions = {}) =>
  getDataset(row, { directory, onEvent: (event) => events.push(event), ...options });
const kinds = (): string[] =>
  events.filter(({ kind }) => kind !== 'progress').map(({ kind }) => kind);
const here = (name: string): string => join(directory, 'trial', name);
const files = (): string[] => (existsSync(here('')) ? readdirSync(here('')) : []);
/** The first bytes take long to get to the disk. */
async function slowDisk() {
  const handle = await open(directory);
  const prototype = Object.getPrototypeOf(handle) as typeof handle;
  await handle.close();
  const { appendFile } = prototype;
  return vi.spyOn(prototype, 'appendFile').mockImplementationOnce(async function (
    this: typeof handle,
    ...args
  ) {
    await sleep(500);
    return appendFile.apply(this, args);
  });
}
const messageOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(() => 'no error', (error: Error) => error.message); // prettier-ignore

describe('getDataset', () => {
  it('downloads, checks, and tells how far it is', async () => {
    server = await serve({ 'trial.bin': file(bytes) });
    expect(await get(setOf(from()))).toEqual({ directory: join(directory, 'trial') });
    expect(readFileSync(here('trial.bin'))).toEqual(bytes);
    expect(files()).toEqual(['trial.bin']);
    expect(kinds()).toEqual(['start', 'verified']);
    expect(events.at(-2)).toEqual({
      kind: 'progress', file: 'trial.bin', received: bytes.length, bytes: bytes.length,
    }); // prettier-ignore
  });

  it('asks nobody for what is there, and replaces what is damaged', async () => {
    server = await serve({ 'trial.bin': file(bytes) });
    await get(setOf(from()));
    events = [];
    await get(setOf(from()));
    expect(kinds()).toEqual(['there']);
    expect(server.requests).toHaveLength(1);
    writeFileSync(here('trial.bin'), bytes.subarray(0, 1000));
    events = [];
    await get(setOf(from()));
    expect(kinds()).toEqual(['damaged', 'start', 'verified']);
    expect(events[0]).toMatchObject({ reason: 'it must have 300,000 bytes, got 1,000 bytes' });
    expect(readFileSync(here('trial.bin'))).toEqual(bytes);
  });

  it('goes on where a connection broke, at once', async () => {
    server = await serve({ 'trial.bin': unreliable(bytes, [100_000, 220_000]) });
    await get(setOf(from()));
    expect(readFileSync(here('trial.bin'))).toEqual(bytes);
    expect(server.requests).toHaveLength(3);
    // From Node 22 on fetch may drop the bytes that came last before the connection broke.
    const [, second, third] = server.requests.map((line) =>
      Number(/bytes=(\d+)-$/.exec(line)?.[1]),
    );
    expect(second).toBeGreaterThan(0);
    expect(third).toBeGreaterThan(second!);
    expect(kinds()).toEqual(['start', 'retry', 'start', 'retry', 'start', 'verified']);
  });

  it('goes on where an earlier call was stopped', async () => {
    server = await serve({
      'trial.bin': (request, response) => {
        if (request.headers.range !== undefined) file(bytes)(request, response);
        // The rest never comes.
        else response.writeHead(200, { 'content-length': bytes.length }).write(bytes.subarray(0, 70_000));
      },
    }); // prettier-ignore
    const stop = new AbortController();
    const stopped = get(setOf(from()), {
      signal: stop.signal,
      onEvent: (event) => {
        if (event.kind === 'progress' && event.received === 70_000) stop.abort(new Error('enough'));
      },
    });
    expect(await messageOf(stopped)).toBe('enough');
    expect(files()).toEqual(['trial.bin.part']);
    await get(setOf(from()));
    expect(server.requests).toEqual(['/trial.bin', '/trial.bin bytes=70000-']);
    expect(readFileSync(here('trial.bin'))).toEqual(bytes);
    expect(files()).toEqual(['trial.bin']);
  });

  it('asks once for what two calls want at once, and leaves no lock', async () => {
    let answer = (): void => undefined;
    const waiting = new Promise<void>((resolve) => (answer = resolve));
    server = await serve({
      'trial.bin': (request, response) => void waiting.then(() => file(bytes)(request, response)),
    });
    const row = setOf(from());
    const onEvent = (event: DownloadEvent): void => {
      events.push(event);
      if (event.kind === 'waiting') answer();
    };
    await Promise.all([get(row, { onEvent }), get(row, { onEvent })]);
    expect(server.requests).toEqual(['/trial.bin']);
    expect(readFileSync(here('trial.bin'))).toEqual(bytes);
    expect(files()).toEqual(['trial.bin']);
    expect(kinds()).toEqual(['waiting', 'start', 'verified', 'there']);
    expect(events[0]).toEqual({ kind: 'waiting', file: 'trial.bin', pid: process.pid });
  });

  it('stops waiting when it is told to', async () => {
    server = await serve({ 'trial.bin': (_, response) => response.writeHead(200).write('a') });
    const row = setOf(from());
    const [holding, waiting] = [new AbortController(), new AbortController()];
    let begun = (): void => undefined;
    const started = new Promise<void>((resolve) => (begun = resolve));
    const first = get(row, { signal: holding.signal, onEvent: begun });
    await started;
    const second = get(row, {
      signal: waiting.signal,
      onEvent: ({ kind }) => {
        if (kind === 'waiting') waiting.abort(new Error('too long'));
      },
    });
    expect(await messageOf(second)).toBe('too long');
    holding.abort(new Error('enough'));
    expect(await messageOf(first)).toBe('enough');
  });

  it('starts anew if the server cannot go on', async () => {
    mkdirSync(here(''));
    writeFileSync(here('trial.bin.part'), 'something else');
    server = await serve({
      'trial.bin': (_, response) => response.writeHead(200).end(bytes),
    });
    await get(setOf(from()));
    expect(readFileSync(here('trial.bin'))).toEqual(bytes);
  });

  it('gives a silent connection up', async () => {
    let silent = true;
    server = await serve({
      'trial.bin': (request, response) => {
        if (!silent) file(bytes)(request, response);
        silent = false;
      },
    });
    await get(setOf(from()), { stall: 500 });
    expect(events.find(({ kind }) => kind === 'retry')).toMatchObject({
      reason: 'nothing came for 0.5 s',
    });
    expect(readFileSync(here('trial.bin'))).toEqual(bytes);
  });

  it('takes neither a thread that is busy nor a slow disk for a silent connection', async () => {
    // A server that this thread does not keep from going on: half of the file, and the rest a moment later.
    const worker = new Worker(
      `const { parentPort, workerData } = require('node:worker_threads');
      require('node:http').createServer((_, response) => {
        response.writeHead(200, { 'content-length': workerData.length });
        response.write(workerData.subarray(0, 150_000));
        setTimeout(() => response.end(workerData.subarray(150_000)), 50);
      }).listen(0, '127.0.0.1', function () { parentPort.postMessage(this.address().port); });`,
      { eval: true, workerData: bytes },
    );
    const slow = await slowDisk();
    try {
      const [port] = (await once(worker, 'message')) as [number];
      const still = new Int32Array(new SharedArrayBuffer(4));
      const row = setOf({ addresses: [`http://127.0.0.1:${port}/`] });
      await get(row, {
        stall: 200,
        onEvent: (event) => {
          events.push(event);
          if (event.kind === 'start') Atomics.wait(still, 0, 0, 500);
        },
      });
      expect(kinds()).toEqual(['start', 'verified']);
      expect(slow).toHaveBeenCalled();
      expect(readFileSync(here('trial.bin'))).toEqual(bytes);
    } finally {
      slow.mockRestore();
      await worker.terminate();
    }
  });

  it('asks one address after the other, and takes a mirror in their place', async () => {
    server = await serve({ 'b/trial.bin': file(bytes), 'c/trial.bin': file(bytes) });
    await get(setOf(from(['a/trial.bin', 'b/trial.bin'])));
    expect(server.requests).toEqual(['/a/trial.bin', '/b/trial.bin']);
    rmSync(here('trial.bin'));
    await get(setOf({ addresses: ['http://127.0.0.1:1/'] }), { from: `${server.address}c` });
    expect(server.requests[2]).toBe('/c/trial.bin');
    expect(readFileSync(here('trial.bin'))).toEqual(bytes);
  });

  it('says so where no checksum is known, and goes on with nothing from before', async () => {
    mkdirSync(here(''));
    writeFileSync(here('trial.bin.part'), bytes.subarray(0, 99));
    server = await serve({ 'trial.bin': file(bytes) });
    await get(setOf({ ...from(), sha256: null, checksum: 'unknown' }));
    expect(server.requests).toEqual(['/trial.bin']);
    expect(events.at(-1)).toEqual({ kind: 'verified', file: 'trial.bin', checksum: 'unknown' });
  });
});

describe('getDataset refuses', () => {
  const byHand = (): string =>
    `Without a network put into ${join(directory, 'trial')}: trial.bin (300,000 bytes, SHA-256 ${sha256(bytes)}); ` +
    'then run the same command again.';

  it('a file of another checksum, which does not stay', async () => {
    const other = bytes.map((byte) => byte ^ 1);
    server = await serve({ 'trial.bin': file(other) });
    expect(await messageOf(get(setOf(from())))).toBe(
      `getDataset: trial.bin must come from its address, got ${server.address}trial.bin must have the SHA-256 ` +
        `${sha256(bytes)}, got ${sha256(other)}, which was removed. ${byHand()}`,
    );
    expect(files()).toEqual([]);
  });

  it('a file of another length, before it comes', async () => {
    server = await serve({ 'trial.bin': file(bytes.subarray(1)) });
    expect(await messageOf(get(setOf(from())))).toContain(
      `got ${server.address}trial.bin must have 300,000 bytes, got 299,999 bytes. Without`,
    );
    expect(files()).toEqual([]);
  });

  it('more bytes than there are to come, though nobody said how many', async () => {
    server = await serve({
      'trial.bin': (_, response) => {
        const flood = (): void => void response.write(bytes, (error) => error ?? flood());
        response.writeHead(200);
        flood();
      },
    });
    expect(await messageOf(get(setOf(from())))).toContain('must have 300,000 bytes, got more. Without');
  }); // prettier-ignore

  it('addresses that answer something else, each with its reason', async () => {
    server = await serve({
      broken: (_, response) => response.writeHead(500).end(),
      range: (_, response) => response.writeHead(206, { 'content-range': 'bytes 0-1/2' }).end('ab'),
    });
    const row = setOf({ addresses: [...from(['gone', 'broken', 'range']).addresses!, 'http://127.0.0.1:1/x'] });
    expect(await messageOf(get(row))).toBe(
      `getDataset: trial.bin must come from one of its addresses, got ${server.address}gone must answer 200 or 206, got 404; ` +
        `${server.address}broken: the server answered 500; ` +
        `${server.address}range must give "bytes 0-299999/300000", got "bytes 0-1/2"; ` +
        `http://127.0.0.1:1/x: bad port. ${byHand()}`,
    );
    expect(server.requests.filter((path) => path === '/broken')).toHaveLength(3);
  }); // prettier-ignore

  it('and names all files that are missing', async () => {
    server = await serve({ 'trial.bin': file(bytes) });
    const [one] = setOf(from()).downloads;
    const two = { ...one!, ...from(['b']), file: 'b', bytes: 2, sha256: null };
    const row = { ...setOf(), downloads: [one!, two, { ...two, file: 'c', bytes: 3 }] };
    expect(await messageOf(get(row))).toBe(
      `getDataset: b must come from its address, got ${server.address}b must answer 200 or 206, got 404. ` +
        `Without a network put into ${join(directory, 'trial')}: b (2 bytes), c (3 bytes); then run the same command again.`,
    );
    expect(files()).toEqual(['trial.bin']);
  });

  it('a mirror that is no address, and a set that it does not know', async () => {
    expect(await messageOf(get(setOf(), { from: 'ftp://mirror/' }))).toBe(
      'getDataset: from must be an address that starts with http:// or https://, got "ftp://mirror/".',
    );
    expect(await messageOf(getDataset('imagenet'))).toMatch(
      /^getDataset: name must be one of mnist, .+, got "imagenet"\.$/,
    );
  });

  it('to start what the disk has no room for', async () => {
    server = await serve({ 'trial.bin': file(bytes) });
    expect(await messageOf(get(setOf({ ...from(), bytes: 2 ** 52 })))).toMatch(
      /^getDataset: trial\.bin must find room for 4,503,599,627,370,496 bytes in .+trial, got [\d,]+ bytes free\. Make room, or give another directory; a part that is there \(trial\.bin\.part\) is gone on from\.$/,
    );
    expect(server.requests).toEqual([]);
  });

  it('a directory that is a file', async () => {
    writeFileSync(join(directory, 'trial'), '');
    server = await serve({ 'trial.bin': file(bytes) });
    await expect(get(setOf(from()))).rejects.toMatchObject({ code: 'ENOTDIR' });
  });
});
