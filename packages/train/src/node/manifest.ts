// The JSON file beside each checkpoint: what it is, in words that people and other programs can read, and its checksum.
import { createHash } from 'node:crypto';
import { FileFormatError } from '@evenkeel/data';
import { FileReadError, withFile } from '@evenkeel/data/node';
import { CheckpointMismatchError } from '../checkpoint/mismatch.js';
import { holdsRun, readRecord, type RunRecord } from '../checkpoint/run-record.js';
import type { SafeFile } from '../safetensors/format.js';

const format = 1;

/** Content of `checkpoint-00000001.json`. */
export interface CheckpointManifest {
  /** Counts up whenever a reader of before would misunderstand what is written now. */
  readonly format: typeof format;
  /** ISO 8601. */
  readonly created: string;
  readonly files: readonly [
    {
      readonly name: string;
      /** Bytes. */
      readonly size: number;
      /** 64 hexadecimal digits. */
      readonly sha256: string;
    },
  ];
  /** Null if the content is no run. */
  readonly run:
    | (Pick<RunRecord, 'evenkeel' | 'step' | 'epoch' | 'model'> & {
        /** Of what draws the order of the data; null if nothing does. */
        readonly seed: number | null;
      })
    | null;
}

/** The manifest of a checkpoint whose bytes will stand in the file `name`. */
export function manifestOf(content: SafeFile, name: string, bytes: Uint8Array): Uint8Array {
  const manifest: CheckpointManifest = {
    format,
    created: new Date().toISOString(),
    files: [{ name, size: bytes.length, sha256: sha256(bytes) }],
    run: holdsRun(content) ? runOf(readRecord(content, name)) : null,
  };
  return new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`);
}

function runOf({ evenkeel, step, epoch, model, data }: RunRecord): CheckpointManifest['run'] {
  return { evenkeel, step, epoch, seed: seedOf(data), model };
}

/** The state of a loader holds that of its generator, whose seed is two words of 32 bits. */
function seedOf(data: unknown): number | null {
  const { generator } = Object(data) as { generator?: { seed?: readonly number[] } | null };
  const [low, high] = generator?.seed ?? [];
  return low === undefined || high === undefined ? null : low + 2 ** 32 * high;
}

/**
 * Reads a manifest.
 *
 * @param op  whose errors they are, if the file cannot be read
 * @returns  null if there is none
 * @throws FileFormatError  no manifest in JSON
 * @throws CheckpointMismatchError  one of another format
 */
export async function readManifest(path: string, op: string): Promise<CheckpointManifest | null> {
  const text = await textOf(path, op);
  if (text === null) return null;
  const manifest = parse(text);
  const found: unknown = manifest?.format;
  if (typeof found === 'number' && found !== format) {
    throw new CheckpointMismatchError({
      file: path,
      rule: `be of format ${format}`,
      received: `format ${found}`,
      hint: 'It was written by another version of evenkeel.',
    });
  }
  const file = manifest?.files?.[0];
  if (typeof file?.size === 'number' && typeof file.sha256 === 'string') return manifest;
  const start = JSON.stringify(text.slice(0, 40));
  throw refuse(path, ['be the manifest of a checkpoint in JSON', start, damaged]);
}

async function textOf(path: string, op: string): Promise<string | null> {
  const rule = 'a directory whose checkpoints can be read';
  const site = { op, argument: 'path', path, rule };
  return withFile(site, (file) => file.readFile('utf8')).catch((error: unknown) => {
    if (error instanceof FileReadError && error.code === 'ENOENT') return null;
    throw error;
  });
}

const damaged = 'It was damaged after it had been written.';

/**
 * Compares a file with its manifest.
 *
 * @throws FileFormatError  another length, or another SHA-256
 */
export function checkAgainst(
  { files: [file] }: CheckpointManifest,
  path: string,
  bytes: Uint8Array,
): void {
  if (bytes.length !== file.size) {
    const received = `${bytes.length} bytes`;
    throw refuse(path, [`have ${file.size} bytes, as its manifest says`, received, damaged]);
  }
  const found = sha256(bytes);
  if (found === file.sha256) return;
  throw refuse(path, [`have the SHA-256 ${file.sha256}, as its manifest says`, found, damaged]);
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function parse(text: string): CheckpointManifest | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? (value as CheckpointManifest | null) : null;
  } catch {
    return null;
  }
}

function refuse(file: string, [rule, received, hint]: [string, string, string]): FileFormatError {
  return new FileFormatError({ op: 'openCheckpoints', file, offset: 0, rule, received, hint });
}
