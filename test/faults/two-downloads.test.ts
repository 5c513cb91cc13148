// Two processes that get the same data set at once: one downloads, and the other takes what it brings or goes on where it died.
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { file, serve, type Loopback } from '../../packages/data/testing/loopback.js';
import { startChild, type Child } from '../e2e/child.js';

const bytes = randomBytes(300_000);
const half = bytes.length / 2;
let directory = '';
let server: Loopback;
/** Ends the answer that was begun; given by it. */
let finish: () => void;
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'evenkeel-get-'));
  server = await serve({
    // Half of it at once, the rest when the test says so; the rest of a part at once.
    'trial.bin'(request: IncomingMessage, response: ServerResponse) {
      if (request.headers.range !== undefined) return file(bytes)(request, response);
      finish = () => response.end(bytes.subarray(half));
      response.writeHead(200, { 'content-length': bytes.length }).write(bytes.subarray(0, half));
    },
  });
});
afterEach(async () => {
  await server.close();
  rmSync(directory, { recursive: true });
});

function start(): Child {
  const download = {
    file: 'trial.bin',
    addresses: [`${server.address}trial.bin`],
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    checksum: 'computed',
  };
  const args = [directory, JSON.stringify(download)];
  return startChild(new URL('get-process.ts', import.meta.url), { args });
}
const isWhole = (): void => {
  expect(readdirSync(join(directory, 'trial'))).toEqual(['trial.bin']);
  expect(readFileSync(join(directory, 'trial', 'trial.bin'))).toEqual(bytes);
};

it('the second waits and downloads nothing', async () => {
  const first = start();
  await first.says('start\n');
  const second = start();
  await second.says('waiting\n');
  finish();
  expect(await first.ended).toMatchObject({ code: 0, stdout: 'start\nverified\n', stderr: '' });
  expect(await second.ended).toMatchObject({ code: 0, stdout: 'waiting\nthere\n', stderr: '' });
  expect(server.requests).toEqual(['/trial.bin']);
  isWhole();
});

it('the second goes on where the first was killed', async () => {
  const first = start();
  await first.says('start\n');
  const second = start();
  await second.says('waiting\n');
  first.process.kill('SIGKILL');
  expect((await first.ended).signal).toBe('SIGKILL');
  const stdout = 'waiting\nstart\nverified\n';
  expect(await second.ended).toMatchObject({ code: 0, stdout, stderr: '' });
  expect(server.requests).toEqual(['/trial.bin', `/trial.bin bytes=${half}-`]);
  isWhole();
});
