// Runs one command of a stage. What it prints is held back, and shown only when it fails.
import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

const environment = {
  ...process.env,
  TURBO_TELEMETRY_DISABLED: '1',
  PATH: `${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH}`,
};

/** Milliseconds from the end of a program to that of its output. */
const patience = 5000;

/**
 * Runs `program` in the repository and gives `{ code, output }`; a program that is not there has
 * code 127, one that a signal ended has 1, and says so.
 *
 * @param live  print as it comes instead of holding back
 */
export function capture(program, args, { live = false, env = {} } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...environment, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const take = (chunk) => {
      output += chunk;
      if (live) process.stdout.write(chunk);
    };
    child.stdout.setEncoding('utf8').on('data', take);
    child.stderr.setEncoding('utf8').on('data', take);
    child.on('error', (error) => resolve({ code: 127, output: `${program}: ${error.message}\n` }));
    const end = (code, signal) => {
      if (signal !== null) take(`${program} was ended by ${signal}\n`);
      resolve({ code: code ?? 1, output });
    };
    child.on('close', end);
    // What it has started and left behind may hold its output open for ever.
    child.on('exit', (...how) => {
      const left = setTimeout(() => {
        child.stdout.destroy();
        child.stderr.destroy();
        end(...how);
      }, patience);
      child.on('close', () => clearTimeout(left));
    });
  });
}

/** A stage of one command: it counts as one test. */
export async function single(program, ...args) {
  const { code, output } = await capture(program, args);
  if (code === 0) return { passed: 1, failed: 0 };
  console.log(output.trimEnd());
  return { passed: 0, failed: 1 };
}
