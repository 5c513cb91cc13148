// The Nodes that programs of the packed packages run on: this one, and those that `pnpm nodes` fetches.
import { spawnSync } from 'node:child_process';
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
    const version = pinned.split('@')[1]!;
    return { version, path, lacking: lackingAt(path, version) };
  });
}

function lackingAt(path: string, version: string): string | null {
  if (platform !== 'linux x64') return `there is none for ${platform}`;
  if (!existsSync(path)) return 'pnpm nodes fetches it';
  // Another one was fetched before, or it wants another C library than is here.
  const { stdout } = spawnSync(path, ['--version'], { encoding: 'utf8' });
  return stdout?.trim() === `v${version}` ? null : `${path} does not run as it`;
}

export const thisNode: NodeBinary = {
  version: process.versions.node,
  path: process.execPath,
  lacking: null,
};
