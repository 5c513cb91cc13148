// The Nodes that programs of the packed packages run on: this one, and those that `pnpm nodes` fetches.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface NodeBinary {
  /** Such as `24.21.0`. */
  readonly version: string;
  readonly path: string;
  /** Why it cannot run, or null. */
  readonly lacking: string | null;
}

const folder = new URL('nodes/', import.meta.url);
const platform = `${process.platform} ${process.arch}`;

interface NodesManifest {
  readonly optionalDependencies: Readonly<Record<string, string>>;
}

/** The newer ones, whether they are there or not. */
export function newerNodes(): NodeBinary[] {
  const manifest = readFileSync(new URL('package.json', folder), 'utf8');
  const { optionalDependencies } = JSON.parse(manifest) as NodesManifest;
  return Object.entries(optionalDependencies).map(([name, pinned]) => {
    const path = fileURLToPath(new URL(`node_modules/${name}/bin/node`, folder));
    return { version: pinned.split('@')[1]!, path, lacking: lackingAt(path) };
  });
}

function lackingAt(path: string): string | null {
  if (platform !== 'linux x64') return `there is none for ${platform}`;
  return existsSync(path) ? null : 'pnpm nodes fetches it';
}

export const thisNode: NodeBinary = {
  version: process.versions.node,
  path: process.execPath,
  lacking: null,
};
