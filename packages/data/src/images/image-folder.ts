// Image files in folders, one folder a class, as a source of a stream.
import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { extname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ArgumentError } from '@evenkeel/tensor';
import type { RawBatch } from '../batch.js';
import type { FileStamp } from '../file-error.js';
import { withReadErrors } from '../node/file-read.js';
import type { IndexedSource } from '../stream/source.js';
import { DecodePool, type Decoding } from './decode-pool.js';

export interface ImageFolderOptions {
  /** [H, W] that every image is scaled to. */
  readonly size: readonly [height: number, width: number];
  /** 3 for color, 1 for grey; 3 unless given. What is transparent becomes black. */
  readonly channels?: 1 | 3;
  /**
   * What becomes of images of other proportions: `cover` fills the size and cuts what stands over, `contain` leaves black
   * borders, `fill` distorts; `cover` unless given.
   */
  readonly fit?: Decoding['fit'];
  /** Threads that decode; the cores, but at most 4, unless given. */
  readonly workers?: number;
  /** Largest image taken, in pixels H x W as the file claims them; 2^26 unless given. */
  readonly maxPixels?: number;
}

/** A source of images; `streamLoader` takes it. */
export interface ImageFolder extends IndexedSource {
  readonly shape: readonly [height: number, width: number, channels: number];
  readonly classNames: readonly string[];
  /** Paths, sorted by class and name. */
  readonly files: readonly string[];
  /** The class of each file. */
  readonly labels: Int32Array;
  close(): Promise<void>;
}

/** Endings of the names of files that are taken for images; others are left alone. */
const endings = new Set(['.png', '.jpg', '.jpeg', '.webp', '.gif', '.tif', '.tiff', '.avif']);

/**
 * The images below a directory, whose folders are the classes: `directory/cat/1.jpg`, `directory/dog/a/2.png`.
 *
 * Classes are numbered in the order of their names. Files are listed now and decoded when a batch needs them, on threads
 * of their own, by sharp, an optional package: `npm install sharp`. Photographs that say they are turned (EXIF) are turned
 * upright; grey becomes color and color grey, as `channels` says; what is transparent becomes black; 16 bits become 8; of
 * an animation the first picture counts.
 *
 * @param directory  of class folders, each with images somewhere in it
 * @param options  size [H, W]; channels = 3; fit = 'cover'; workers = cores, at most 4; maxPixels = 2^26
 * @returns  a source of shape [H, W, channels]
 * @throws ArgumentError  no class folder, a class without images, numbers that make no sense, or no sharp
 * @throws FileReadError  a directory or an image is not there, or cannot be read
 * @throws FileFormatError  from the stream: a file that is no whole image, or one that claims more than maxPixels
 * @throws FileChangedError  from the stream: a file that is no longer what it was when it was listed
 * @example
 * const photos = await imageFolder('photos/train', { size: [64, 64] });
 * const training = streamLoader(photos, { batch: 32 });
 */
export async function imageFolder(
  directory: string,
  options: ImageFolderOptions,
): Promise<ImageFolder> {
  const { size, channels = 3, fit = 'cover', maxPixels = 2 ** 26 } = options;
  const { workers = Math.min(4, availableParallelism()) } = options;
  const shape = [whole('size[0]', size[0]), whole('size[1]', size[1]), channels] as const;
  const how: Decoding = { shape, fit, maxPixels: whole('maxPixels', maxPixels) };
  const pool = new DecodePool({ workers: whole('workers', workers), sharp: findSharp() });
  const { classNames, files, labels } = await list(directory);
  const stamps = await stampsOf(files);
  return {
    name: directory,
    count: files.length,
    shape,
    classes: classNames.length,
    classNames,
    identity: identityOf(
      `${shape.join()} ${fit}`,
      files.map((file, i) => `${relative(directory, file)} ${stamps[i]!.size}`),
    ),
    files,
    labels,
    async read(indices): Promise<RawBatch> {
      const wanted = Array.from(indices, (index) => ({ file: files[index]!, ...stamps[index]! }));
      const values = await pool.decode(wanted, how);
      return { values, labels: indices.map((index) => labels[index]!) };
    },
    close: async () => pool.close(),
  };
}

interface Listing {
  readonly classNames: readonly string[];
  readonly files: readonly string[];
  readonly labels: Int32Array;
}

async function list(directory: string): Promise<Listing> {
  const classNames = await foldersIn(directory);
  if (classNames.length === 0) {
    refuse(
      'directory',
      'one with a folder of images for each class',
      `${directory} without folders`,
    );
  }
  const files: string[] = [];
  const labels: number[] = [];
  for (const [label, name] of classNames.entries()) {
    const found = await imagesIn(join(directory, name));
    if (found.length === 0) {
      refuse('directory', 'one whose folders have images', `none in ${join(directory, name)}`);
    }
    for (const file of found) {
      files.push(file);
      labels.push(label);
    }
  }
  return { classNames, files, labels: Int32Array.from(labels) };
}

/** What the file system answers, or an error of the argument. */
const asked = async <T>(path: string, question: () => Promise<T>): Promise<T> => {
  const rule = 'one whose folders and images can be read';
  return withReadErrors({ op: 'imageFolder', argument: 'directory', path, rule }, question);
};

/** Names of the folders in a directory, and of links to folders. */
async function foldersIn(directory: string): Promise<string[]> {
  const names: string[] = [];
  const entries = await asked(directory, () => readdir(directory, { withFileTypes: true }));
  for (const entry of entries) {
    if (entry.name.startsWith('.')) continue;
    const linked = entry.isSymbolicLink() && (await isFolder(join(directory, entry.name)));
    if (linked || entry.isDirectory()) names.push(entry.name);
  }
  return names.toSorted();
}

const isFolder = async (path: string): Promise<boolean> =>
  stat(path).then(
    (status) => status.isDirectory(),
    () => false,
  );

async function imagesIn(folder: string): Promise<string[]> {
  const entries = await asked(folder, () =>
    readdir(folder, { withFileTypes: true, recursive: true }),
  );
  return entries
    .filter((entry) => !entry.isDirectory() && endings.has(extname(entry.name).toLowerCase()))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

/** Files whose stamps are asked for at a time. */
const atOnce = 256;

async function stampsOf(files: readonly string[]): Promise<FileStamp[]> {
  const stamps: FileStamp[] = [];
  for (let start = 0; start < files.length; start += atOnce) {
    const some = files
      .slice(start, start + atOnce)
      .map(async (file) => asked(file, () => stat(file)));
    for (const { size, mtimeMs } of await Promise.all(some))
      stamps.push({ size, modified: mtimeMs });
  }
  return stamps;
}

/** Differs where images would. Times are left out: a copy of the folder is as good. */
function identityOf(how: string, files: readonly string[]): string {
  const text = [how, ...files].join('\n');
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** The address of the module, for the threads: the package is the user's to install. */
function findSharp(): string {
  try {
    return pathToFileURL(createRequire(import.meta.url).resolve('sharp')).href;
  } catch {
    throw new ArgumentError({
      op: 'imageFolder',
      argument: 'sharp',
      expected: 'installed, as it decodes the images',
      received: 'no such package',
      hint: 'Run: npm install sharp',
    });
  }
}

function whole(argument: string, value: number): number {
  if (Number.isSafeInteger(value) && value >= 1) return value;
  return refuse(argument, 'a whole number from 1 on', String(value));
}

function refuse(argument: string, expected: string, received: string): never {
  throw new ArgumentError({ op: 'imageFolder', argument, expected, received });
}
