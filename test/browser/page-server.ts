// Serves the files of a bundle to the browser of the tests, with the headers that isolate a page or without.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const types: Readonly<Record<string, string>> = {
  html: 'text/html',
  js: 'text/javascript',
  wasm: 'application/wasm',
};

/** What a page needs so that browsers give it shared memory and finer clocks. */
const isolating = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/** A file of a bundle, or one beside it. */
export type ServedFile =
  | { readonly type: 'chunk'; readonly fileName: string; readonly code: string }
  | { readonly type: 'asset'; readonly fileName: string; readonly source: string | Uint8Array };

export interface PageServer {
  /** Of its index.html. */
  readonly address: string;
  close(): void;
}

export async function servePage(
  files: readonly ServedFile[],
  { isolated, policy }: { readonly isolated: boolean; readonly policy?: string },
): Promise<PageServer> {
  const contents = new Map(
    files.map((file) => [`/${file.fileName}`, file.type === 'chunk' ? file.code : file.source]),
  );
  const headers = {
    ...(isolated ? isolating : {}),
    ...(policy === undefined ? {} : { 'Content-Security-Policy': policy }),
  };
  const server = createServer(({ url = '' }, response) => {
    const path = url.replace(/\?.*/, '');
    const content = contents.get(path);
    if (content === undefined) return void response.writeHead(404).end();
    const type = types[path.split('.').at(-1)!] ?? 'application/octet-stream';
    response.writeHead(200, { 'Content-Type': type, ...headers });
    response.end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}/index.html`, close: () => void server.close() };
}
