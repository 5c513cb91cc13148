import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createReferenceBackend, version } from '@evenkeel/kernels';
import { setBackend } from '@evenkeel/tensor';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { tinyRun } from '../../test/tiny-run.js';
import { captureRun } from '../checkpoint/run-state.js';
import { fit } from '../fit/fit.js';
import { encodeSafetensors } from '../safetensors/encode.js';
import { openCheckpoints } from './checkpoint-directory.js';
import { latestCheckpoint } from './checkpoint-files.js';

beforeAll(() => setBackend(createReferenceBackend({ precision: 'float32' })));

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'evenkeel-manifest-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

const fileOf = (kind: string): string => join(directory, `checkpoint-00000001.${kind}`);

async function saveOne(): Promise<void> {
  const run = tinyRun();
  await using checkpoints = await openCheckpoints(directory);
  await fit(run.model, { ...run, steps: 6 });
  await checkpoints.save(captureRun(run, 6));
}
const latest = () => latestCheckpoint(directory, { onWarning: () => undefined });

it('says what the checkpoint is', async () => {
  await saveOne();
  const bytes = readFileSync(fileOf('safetensors'));
  const manifest = JSON.parse(readFileSync(fileOf('json'), 'utf8')) as {
    created: string;
    run: { model: unknown[] };
  };
  expect(manifest).toMatchObject({
    format: 1,
    files: [
      {
        name: 'checkpoint-00000001.safetensors',
        size: statSync(fileOf('safetensors')).size,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      },
    ],
    // 24 images in batches of 5: an epoch is 4 steps.
    run: { evenkeel: version, step: 6, epoch: 1, seed: 3 },
  });
  expect(manifest.run.model).toHaveLength(6);
  expect(manifest.run.model[3]).toEqual({ name: '2', kind: 'BatchNorm', settings: { eps: 1e-5 } });
  expect(Date.now() - Date.parse(manifest.created)).toBeLessThan(60_000);
});

it('notices another file in the place of its own', async () => {
  await saveOne();
  const other = encodeSafetensors({ tensors: new Map(), metadata: {} });
  const { size } = statSync(fileOf('safetensors'));
  writeFileSync(fileOf('safetensors'), other);
  await expect(latest()).rejects.toThrow(
    `openCheckpoints: ${fileOf('safetensors')} must have ${size} bytes, as its manifest says, ` +
      `got ${other.length} bytes at byte 0. It was damaged after it had been written.`,
  );
  const says = readFileSync(fileOf('json'), 'utf8').replace(`"size": ${size}`, `"size": ${other.length}`); // prettier-ignore
  writeFileSync(fileOf('json'), says);
  const hash = /"sha256": "(\w+)"/.exec(says)?.[1];
  await expect(latest()).rejects.toThrow(
    `openCheckpoints: ${fileOf('safetensors')} must have the SHA-256 ${hash}, as its manifest says, ` +
      `got ${createHash('sha256').update(other).digest('hex')} at byte 0. It was damaged after it had been written.`,
  );
});

it('is refused if it is damaged or of another format', async () => {
  await saveOne();
  writeFileSync(fileOf('json'), '{"format": 1, "files');
  await expect(latest()).rejects.toThrow(
    `openCheckpoints: ${fileOf('json')} must be the manifest of a checkpoint in JSON, ` +
      String.raw`got "{\"format\": 1, \"files" at byte 0. It was damaged after it had been written.`,
  );
  writeFileSync(fileOf('json'), '{"format": 7}');
  await expect(latest()).rejects.toThrow(
    `restoreRun: ${fileOf('json')} must be of format 1, got format 7. It was written by another version of evenkeel.`,
  );
});

it('may be missing if the file has a checksum of its own', async () => {
  await saveOne();
  rmSync(fileOf('json'));
  expect((await latest())?.path).toBe(fileOf('safetensors'));
  const bytes = readFileSync(fileOf('safetensors'));
  const name = bytes.indexOf('evenkeel.crc32');
  bytes[name]! ^= 1;
  writeFileSync(fileOf('safetensors'), bytes);
  await expect(latest()).rejects.toThrow(
    `openCheckpoints: ${fileOf('safetensors')} must have a manifest checkpoint-00000001.json beside it ` +
      'or a checksum in its metadata, got neither at byte 8.',
  );
});

it('needs no directory to find nothing', async () => {
  expect(await latestCheckpoint(join(directory, 'none'))).toBeNull();
});
