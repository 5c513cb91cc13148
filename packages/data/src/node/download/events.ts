// What a download tells on its way.
import type { CatalogDownload } from '../../catalog/rows.js';

export type DownloadEvent =
  /** Another call gets the same set into the same directory; this one waits for its end, to take what it has brought. */
  | { readonly kind: 'waiting'; readonly file: string; readonly pid: number | null }
  /** A file is there already, and whole. */
  | { readonly kind: 'there'; readonly file: string }
  /** What stands in its place is not it, and will be replaced. */
  | { readonly kind: 'damaged'; readonly file: string; readonly reason: string }
  /** An address answers; `received` bytes are there from before. */
  | (Received & { readonly kind: 'start'; readonly address: string })
  | (Received & { readonly kind: 'progress' })
  /** An attempt failed; another one follows. */
  | {
      readonly kind: 'retry';
      readonly file: string;
      readonly address: string;
      readonly reason: string;
    }
  /** Length and checksum are right; only the length if no checksum is known. */
  | {
      readonly kind: 'verified';
      readonly file: string;
      readonly checksum: CatalogDownload['checksum'];
    }
  | { readonly kind: 'unpacked'; readonly file: string };

export interface Received {
  readonly file: string;
  readonly received: number;
  /** Of the whole file. */
  readonly bytes: number;
}

export type Tell = (event: DownloadEvent) => void;
