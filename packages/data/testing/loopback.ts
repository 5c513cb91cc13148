// A server on this machine for the tests of downloads, which can misbehave.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Loopback {
  /** With a slash at its end. */
  readonly address: string;
  /** `GET path`, with the range where one was asked for. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Answers by path; 404 for others. */
export async function serve(answers: Readonly<Record<string, Answer>>): Promise<Loopback> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const { url = '', headers } = request;
    requests.push(headers.range === undefined ? url : `${url} ${headers.range}`);
    const answer = answers[url.slice(1)];
    if (answer === undefined) response.writeHead(404).end();
    else answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}/`,
    requests,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Starts an answer with the whole file, or with the rest that was asked for; gives the byte it starts at. */
function begin(bytes: Uint8Array, request: IncomingMessage, response: ServerResponse): number {
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  const range = `bytes ${from}-${bytes.length - 1}/${bytes.length}`;
  response.writeHead(from > 0 ? 206 : 200, {
    'content-length': bytes.length - from,
    ...(from > 0 ? { 'content-range': range } : {}),
  });
  return from;
}

/** As a good server does. */
export const file =
  (bytes: Uint8Array): Answer =>
  (request, response) => {
    const from = begin(bytes, request, response);
    response.end(bytes.subarray(from));
  };

/** Breaks the connection at these bytes, one answer after the other, and does well from then on. */
export function unreliable(bytes: Uint8Array, cuts: readonly number[]): Answer {
  let attempt = 0;
  return (request, response) => {
    const from = begin(bytes, request, response);
    const cut = cuts[attempt];
    attempt += 1;
    if (cut === undefined) response.end(bytes.subarray(from));
    else response.write(bytes.subarray(from, cut), () => response.destroy());
  };
}
