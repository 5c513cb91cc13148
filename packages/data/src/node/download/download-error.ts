// The error of downloads: what an address gave, or what an archive holds, breaks a rule.

/**
 * Something that was downloaded is not what it must be, or could not be downloaded: `op: FILE must RULE, got VALUE. Hint.`
 *
 * @example
 * try {
 *   await getDataset('mnist');
 * } catch (error) {
 *   if (error instanceof DownloadError) error.file; // 'train-images-idx3-ubyte.gz'
 * }
 */
export class DownloadError extends Error {
  readonly file: string;

  constructor(problem: { file: string; rule: string; received: string; hint?: string }) {
    const { file, rule, received, hint } = problem;
    const base = `getDataset: ${file} must ${rule}, got ${received}.`;
    super(hint === undefined ? base : `${base} ${hint}`);
    this.name = 'DownloadError';
    this.file = file;
  }
}

/** How many bytes, for people. */
export const bytesText = (bytes: number): string => `${bytes.toLocaleString('en-US')} bytes`;
