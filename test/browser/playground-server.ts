// Builds the playground from the sources of all packages and serves it as `pnpm playground` does.
import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const folder = fileURLToPath(new URL('../../apps/playground/', import.meta.url));
const vite = join(folder, 'node_modules/vite/bin/vite.js');
const environment = {
  ...process.env,
  EVENKEEL_SOURCES: '1',
  NO_COLOR: '1',
  NODE_ENV: 'production',
};

export interface Server {
  /** With a slash at its end. */
  readonly address: string;
  close(): Promise<void>;
}

export async function servePlayground(): Promise<Server> {
  const built = mkdtempSync(join(tmpdir(), 'evenkeel-playground-'));
  const options = { cwd: folder, env: environment };
  const args = ['build', '--outDir', built, '--emptyOutDir', '--logLevel', 'warn'];
  await promisify(execFile)(process.execPath, [vite, ...args], options);
  const server = spawn(
    process.execPath,
    [vite, 'preview', '--outDir', built, '--host', '127.0.0.1', '--port', '4300'],
    { ...options, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = new Promise<void>((resolve) => server.once('close', () => resolve()));
  const address = await addressOf(server.stdout);
  return {
    address,
    close: async () => {
      server.kill();
      await ended;
      rmSync(built, { recursive: true });
    },
  };
}

/** The first address that a server of vite prints. What it prints later is read, too, or it would end by that. */
async function addressOf(output: NodeJS.ReadableStream): Promise<string> {
  let printed = '';
  return new Promise((resolve, reject) => {
    output.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      const [address] = /http:\/\/\S+\/(?=\s)/.exec(printed) ?? [];
      if (address !== undefined) resolve(address);
    });
    output.on('end', () => reject(new Error(`The server ended without an address: ${printed}`)));
  });
}
