// The manifest: what each known data set is, where its files come from, and how they are recognized.
import { cifarRows } from './cifar-rows.js';
import { idxRows } from './idx-rows.js';

/** A file to download. */
export interface CatalogDownload {
  /** Its name, in the folder of the set. */
  readonly file: string;
  /** Where it is found, tried in this order. */
  readonly addresses: readonly string[];
  /** Its exact length. */
  readonly bytes: number;
  /** Of the whole file, in hexadecimal; null if it is not known. */
  readonly sha256: string | null;
  /**
   * How the checksum is known: `computed` by us from the file itself, or `published` by others (TensorFlow Datasets,
   * and agreed on by every project that we found to list it); `unknown` if it is not.
   */
  readonly checksum: 'computed' | 'published' | 'unknown';
  /** If it is an archive: its format, and the members to take out by their path in it. */
  readonly archive?: CatalogArchive;
}

export interface CatalogArchive {
  readonly format: 'tar.gz' | 'zip';
  /** Name of the file to write, by path in the archive. */
  readonly members: Readonly<Record<string, string>>;
  /** Most bytes that one member may unpack to. */
  readonly largestMember: number;
}

/** Images and labels in a pair of IDX files. */
export interface IdxFiles {
  readonly format: 'idx';
  readonly train: readonly [images: string, labels: string];
  readonly test: readonly [images: string, labels: string];
  /** Whether the images are stored column by column. */
  readonly transposed?: boolean;
  /** The smallest label in the files; 0 unless given. */
  readonly firstLabel?: number;
}

/** Records of labels and planes. */
export interface CifarFiles {
  readonly format: 'cifar';
  readonly layout: 'cifar10' | 'cifar100';
  readonly labels: 'fine' | 'coarse';
  readonly train: readonly string[];
  readonly test: readonly string[];
}

/** One known data set. */
export interface CatalogRow {
  /** What commands and functions call it. */
  readonly name: string;
  readonly title: string;
  /** The folder that its files are in, below EVENKEEL_DATA. */
  readonly folder: string;
  readonly shape: readonly [height: number, width: number, channels: number];
  readonly classes: number;
  readonly classNames?: readonly string[];
  readonly counts: { readonly train: number; readonly test: number };
  /** A note for people, no legal advice. */
  readonly licence: string;
  readonly cite: string;
  readonly files: IdxFiles | CifarFiles;
  readonly downloads: readonly CatalogDownload[];
}

/**
 * The known data sets: MNIST, Fashion-MNIST, KMNIST, six splits of EMNIST, CIFAR-10, and CIFAR-100 with its fine or its
 * coarse labels. Each row says addresses, lengths and SHA-256 of the files, shapes, counts, licence and whom to cite.
 */
export const catalog: readonly CatalogRow[] = [...idxRows, ...cifarRows];

/**
 * The row of a known data set.
 *
 * @param name  such as `cifar10`
 * @returns  its row, or null if there is none of that name
 * @example
 * catalogRow('cifar10').shape; // [32, 32, 3]
 * catalogRow('nothing'); // null
 */
export function catalogRow(name: string): CatalogRow | null {
  return catalog.find((row) => row.name === name) ?? null;
}
