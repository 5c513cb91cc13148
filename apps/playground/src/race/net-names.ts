// The two nets by name. Apart from nets.ts, so that the page has the names without the library.
export const netNames = ['batch norm', 'plain'] as const;
export type NetName = (typeof netNames)[number];

/** Something for each net. */
export type PerNet<T> = Readonly<Record<NetName, T>>;

export function perNet<T>(make: (name: NetName) => T): PerNet<T> {
  return { 'batch norm': make('batch norm'), plain: make('plain') };
}
