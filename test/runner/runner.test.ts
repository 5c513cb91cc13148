// The program that runs all tests: whatever ends a stage, its last line tells of a failure.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const scripts = new URL('../../scripts/test/', import.meta.url);

/** Runs stages that JavaScript describes; gives all that is printed, and the exit code. */
async function run(stages: string): Promise<{ code: number; lines: string[] }> {
  const program = `
    import { single } from '${new URL('command.mjs', scripts).href}';
    import { runStages } from '${new URL('run.mjs', scripts).href}';
    const sh = (script) => () => single('sh', '-c', script);
    process.exitCode = await runStages(${stages});`;
  const args = ['--input-type=module', '-e', program];
  const cwd = fileURLToPath(scripts);
  const ended = promisify(execFile)(process.execPath, args, { cwd });
  const { code, stdout } = await ended.then(
    (output) => ({ code: 0, ...output }),
    (error: { code: number; stdout: string }) => error,
  );
  return {
    code,
    lines: stdout
      .trimEnd()
      .replaceAll(/\d+\.\d s/g, 'N s')
      .split('\n'),
  };
}

it('counts what passed', async () => {
  const stages = `[{ name: 'one', run: sh('echo unseen') }, { name: 'two', run: () => ({ passed: 5, skipped: 1, reason: 'why' }) }]`;
  expect(await run(stages)).toEqual({
    code: 0,
    lines: ['ok     one (N s)', 'ok     two (N s)', '       skipped: why', '', '6 passed, 0 failed, 1 skipped'],
  });
}); // prettier-ignore

it.each([
  ['fails', `sh('echo seen; exit 3')`, ['seen']],
  ['is killed', `sh('echo seen; kill -9 $$')`, ['seen', 'sh was ended by SIGKILL']],
  ['is not there', `() => single('no-such-program')`, ['no-such-program: spawn no-such-program ENOENT']],
  ['is killed and leaves a process that holds its output', `sh('sleep 10 & kill -9 $$')`, ['sh was ended by SIGKILL']],
])('fails with a stage that %s, after the others', async (_, stage, said) => {
  const { code, lines } = await run(`[{ name: 'bad', run: ${stage} }, { name: 'good', run: sh('') }]`);
  expect({ code, lines }).toEqual({
    code: 1,
    lines: [...said, 'FAILED bad (N s)', 'ok     good (N s)', '', '1 passed, 1 failed'],
  });
}); // prettier-ignore

it('fails with a stage that throws', async () => {
  const { code, lines } = await run(
    `[{ name: 'bad', run: () => { throw new Error('no room') } }, { name: 'good', run: sh('') }]`,
  );
  expect(lines[0]).toBe('Error: no room');
  expect({ code, lines: lines.slice(-3) }).toEqual({
    code: 1,
    lines: ['ok     good (N s)', '', '1 passed, 1 failed'],
  });
});

it('runs nothing after the stage that the others need', async () => {
  const stages = `(() => { const build = { name: 'build', run: sh('exit 1') };
    return [[build, { name: 'rest', run: sh('') }], { needed: build }]; })()`;
  expect(await run(`...${stages}`)).toEqual({
    code: 1,
    lines: ['', 'FAILED build (N s)', '       the stages after the build were not run', '', '0 passed, 1 failed'],
  });
}); // prettier-ignore
