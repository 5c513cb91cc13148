// Sizes of files for people.

/** As 9.9 MB or 28.9 kB; units of a thousand, as disks and networks count. */
export function megabytes(bytes: number): string {
  if (bytes < 1e6) return `${(bytes / 1e3).toFixed(1)} kB`;
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
