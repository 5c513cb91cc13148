// Where data sets are looked for.
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { CatalogRow } from '../catalog/rows.js';

/** Where to look for a data set. */
export interface Places {
  /**
   * Directories that hold a folder with the files, or are that folder. Unless given: EVENKEEL_DATA, then `data` and
   * `../shared/data` beside the working directory.
   */
  readonly places?: readonly string[];
}

/** What a search gave: the directory, or null, and every directory looked at. */
export interface Found {
  readonly directory: string | null;
  readonly tried: readonly string[];
}

/** Looks for a directory with all files of a known set, each packed (`.gz`) or not. */
export function findFiles(row: CatalogRow, { places = defaultPlaces() }: Places): Found {
  const tried: string[] = [];
  for (const place of places) {
    for (const directory of directoriesIn(place, row)) {
      tried.push(directory);
      if (holdsFiles(directory, row)) return { directory, tried };
    }
  }
  return { directory: null, tried };
}

/** Whether all files of a set are in a directory. */
export function holdsFiles(directory: string, { files }: CatalogRow): boolean {
  return [...files.train, ...files.test].every((file) => fileIn(directory, file) !== null);
}

/** The path of a file, packed or not; null if there is none. */
export function fileIn(directory: string, file: string): string | null {
  const plain = join(directory, file);
  return [`${plain}.gz`, plain].find((path) => existsSync(path)) ?? null;
}

/** Where downloads go, and the first place to look into. */
export function defaultDirectory(): string {
  return process.env['EVENKEEL_DATA'] || 'data';
}

function defaultPlaces(): string[] {
  return [...new Set([defaultDirectory(), 'data', join('..', 'shared', 'data')])];
}

/**
 * A place itself counts for MNIST, or if it has the folder's name: others have files of the same names as MNIST's, and
 * one must not be taken for the other.
 */
function directoriesIn(place: string, { name, folder }: CatalogRow): string[] {
  const itself = name === 'mnist' || basename(place) === folder;
  return [...(itself ? [place] : []), join(place, folder)];
}
