// An image folder that is closed while its threads still answer.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runChild } from '../e2e/child.js';
import { writeImages } from '../memory/write-images.js';

it('is waited for to its end: an answer in between does not let the process go', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'evenkeel-closed-'));
  try {
    writeImages(directory, { count: 3, side: 8 });
    const script = new URL('closed-images-process.ts', import.meta.url);
    expect(await runChild(script, { args: [directory] })).toBe('closed\nclosed\nclosed\n');
  } finally {
    rmSync(directory, { recursive: true });
  }
}, 60_000);
