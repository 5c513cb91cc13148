// A directory and those above it.
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a directory unless it is there. Node's own way says that nothing exists where the truth is that the file system is
 * read-only.
 */
export async function makeDirectory(path: string): Promise<void> {
  if ((await makeOne(path)) || dirname(path) === path) return;
  await makeDirectory(dirname(path));
  if (!(await makeOne(path))) await mkdir(path);
}

/** Whether it is there now, made by us or by another process; false if the one above it is missing. */
async function makeOne(path: string): Promise<boolean> {
  try {
    await mkdir(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return false;
    if (code !== 'EEXIST') throw error;
  }
  return true;
}
