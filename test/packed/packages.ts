// The packages as npm would publish them, and a folder in which they are installed.
import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));

interface ExportedPaths {
  readonly types?: string;
  readonly node?: string;
  readonly default?: string;
}

export interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly exports?: Readonly<Record<string, ExportedPaths | string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

export interface Packed {
  readonly folder: string;
  readonly manifest: Manifest;
  /** Paths of the files in the archive. */
  readonly files: readonly string[];
  /** Path of the archive. */
  readonly archive: string;
}

/** Folders of all packages that are published. */
function publishedFolders(): string[] {
  const inside = (parent: string): string[] =>
    readdirSync(join(root, parent)).map((name) => join(root, parent, name));
  return [...inside('packages'), ...inside('apps'), join(root, 'native')].filter(
    (folder) => manifestOf(folder).private !== true,
  );
}

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

/** Packs every package into `directory`, without running any script of it. */
export async function packAll(directory: string): Promise<Packed[]> {
  const folders = publishedFolders();
  const chosen = folders.flatMap((folder) => ['--filter', manifestOf(folder).name]);
  const options = [
    'pack',
    '--json',
    '--config.ignore-scripts=true',
    '--pack-destination',
    directory,
  ];
  const { stdout } = await run('pnpm', ['--recursive', ...chosen, ...options], { cwd: root });
  const packed = JSON.parse(stdout) as PackedByPnpm[];
  return folders.map((folder) => {
    const manifest = manifestOf(folder);
    const { filename, files } = packed.find(({ name }) => name === manifest.name)!;
    return { folder, manifest, files: files.map(({ path }) => path), archive: filename };
  });
}

interface PackedByPnpm {
  readonly name: string;
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

/** Unpacks them into `directory/node_modules`, beside links to what they need of others. */
export async function installAll(packages: readonly Packed[], directory: string): Promise<void> {
  const place = (name: string): string => join(directory, 'node_modules', name);
  for (const { manifest, archive } of packages) {
    mkdirSync(place(manifest.name), { recursive: true });
    await run('tar', ['-xzf', archive, '-C', place(manifest.name), '--strip-components=1']);
  }
  const ours = new Set(packages.map(({ manifest }) => manifest.name));
  const linked = new Set<string>();
  for (const { folder, manifest } of packages) {
    for (const name of Object.keys(manifest.dependencies ?? {})) {
      if (ours.has(name) || linked.has(name)) continue;
      linked.add(name);
      mkdirSync(dirname(place(name)), { recursive: true });
      symlinkSync(join(folder, 'node_modules', name), place(name));
    }
  }
}
