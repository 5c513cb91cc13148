// What the packages do on each Node that they are for: the same, to the last bit, and without a warning.
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newerNodes, thisNode, type NodeBinary } from './nodes.js';
import { installAll, packAll } from './packages.js';

let directory = '';
beforeAll(async () => {
  directory = realpathSync(mkdtempSync(join(tmpdir(), 'evenkeel-nodes-')));
  await installAll(await packAll(directory), directory);
  const addon = 'build/Release/evenkeel.node';
  const built = new URL(`../../native/${addon}`, import.meta.url);
  cpSync(fileURLToPath(built), join(directory, 'node_modules/@evenkeel/native', addon));
  cpSync(fileURLToPath(new URL('program', import.meta.url)), directory, { recursive: true });
}, 60_000);
afterAll(() => {
  rmSync(directory, { recursive: true });
});

interface Run {
  readonly name: string;
  readonly threads: number;
  readonly losses: readonly number[];
}

interface Printed {
  readonly version: string;
  readonly native: Run;
  readonly nativeInWorker: readonly number[];
  readonly wasm: Run;
  readonly wasmInWorker: readonly number[];
  readonly wasmAlone: Run;
}

/** What a program of this folder prints, if it has nothing to say on standard error. */
async function runOn({ path }: NodeBinary, program: string): Promise<unknown> {
  const settings = { EVENKEEL_BACKEND: '', EVENKEEL_ISA: '', EVENKEEL_DEBUG: '', NODE_OPTIONS: '' };
  const env = { ...process.env, ...settings };
  const { stdout, stderr } = await promisify(execFile)(path, [program], { cwd: directory, env });
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

async function trainOn(node: NodeBinary): Promise<{ modules: Printed; commonJs: unknown }> {
  const modules = (await runOn(node, 'train.mjs')) as Printed;
  return { modules, commonJs: await runOn(node, 'train.cjs') };
}

describe('on each Node a net learns', () => {
  let first: Promise<Awaited<ReturnType<typeof trainOn>>> | undefined;
  const onThis = () => (first ??= trainOn(thisNode));

  it(`natively, by WebAssembly, in workers and from CommonJS: ${thisNode.version}`, async () => {
    const { modules, commonJs } = await onThis();
    const { native, wasm, wasmAlone } = modules;
    expect([native, wasm, wasmAlone].map(({ name, threads }) => [name, threads])).toEqual([
      ['native', 2],
      ['wasm', 2],
      ['wasm', 1],
    ]);
    expect(native.losses).toHaveLength(8);
    expect(native.losses.at(-1)).toBeLessThan(native.losses[0]! / 2);
    expect(wasm.losses.at(-1)).toBeCloseTo(native.losses.at(-1)!, 3);
    expect([modules.nativeInWorker, commonJs]).toEqual([native.losses, native.losses]);
    expect([modules.wasmInWorker, wasmAlone.losses]).toEqual([wasm.losses, wasm.losses]);
  });

  it.for(newerNodes())('by the same bits: $version', async (node, { skip }) => {
    skip(node.lacking !== null, node.lacking ?? '');
    const on = await trainOn(node);
    expect(on.modules.version).toBe(`v${node.version}`);
    const { modules, commonJs } = await onThis();
    expect(on).toEqual({ modules: { ...modules, version: on.modules.version }, commonJs });
  });
});
