// The addon appears whole: nothing is ever written to the file that processes load.
import { execFile } from 'node:child_process';
import {
  closeSync,
  fstatSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

const run = promisify(execFile);
const publish = fileURLToPath(new URL('../cmake/publish.cmake', import.meta.url));
let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'evenkeel-publish-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

/** A library of one function, named like an addon. */
function writeProject(answer: number): void {
  writeFileSync(join(directory, 'one.cpp'), `extern "C" int answer() { return ${answer}; }\n`);
  writeFileSync(
    join(directory, 'CMakeLists.txt'),
    `cmake_minimum_required(VERSION 3.18)
project(one LANGUAGES CXX)
include(${publish})
add_library(one SHARED one.cpp)
set_target_properties(one PROPERTIES PREFIX "" SUFFIX ".node")
evenkeel_publish(one)
`,
  );
}

// Other systems watch with less detail.
it.runIf(process.platform === 'linux')('is renamed into its place, and who has the old one keeps it', async () => {
  const place = join(directory, 'place');
  const file = join(place, 'one.node');
  const build = join(directory, 'build');
  writeProject(1);
  await run('cmake', ['-S', directory, '-B', build, `-DCMAKE_LIBRARY_OUTPUT_DIRECTORY=${place}`]);
  await run('cmake', ['--build', build]);
  const old = openSync(file, 'r');
  const { ino, size } = fstatSync(old);

  const changes: string[] = [];
  const watcher = watch(place, (event, name) => changes.push(`${event} ${name}`));
  writeProject(22);
  await run('cmake', ['--build', build]);
  // They come in their order: what belongs before the last of them is there with it.
  await vi.waitFor(() => expect(changes).toContain('rename one.node'), { timeout: 20_000 });
  await pause(50);
  watcher.close();
  expect(changes).toContain('change one.node.partial');
  expect(changes.filter((change) => change.endsWith(' one.node'))).toEqual(['rename one.node']);
  expect(readdirSync(place)).toEqual(['one.node']);
  expect(statSync(file).ino).not.toBe(ino);
  expect(fstatSync(old).size).toBe(size);
  closeSync(old);
}); // prettier-ignore
