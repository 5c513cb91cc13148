// The playground in a real browser: what it promises of training, addresses, files, and of the browser itself.
import axe from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { evenkeel } from '../cli/evenkeel.js';
import { chromiumSkipped, startChromium } from './chromium.js';
import { file, idxPair, type NamedFile } from './idx-files.js';
import { longTasks, type LongTask } from './long-tasks.js';
import { servePlayground, type Server } from './playground-server.js';
import { column, openPlayground, type OpenOptions, type Playground } from './playground.js';

const wide = { colorScheme: 'light', viewport: { width: 1280, height: 900 } } as const;
const narrowAndDark = { colorScheme: 'dark', viewport: { width: 400, height: 800 } } as const;
const losses = ['loss_batch_norm', 'loss_plain'] as const;

const skipped = chromiumSkipped();
if (skipped !== null) process.stdout.write(`Tests of the playground are skipped: ${skipped}.\n`);

describe.skipIf(skipped !== null)('the playground', () => {
  let browser: Browser;
  let server: Server;
  const opened: Playground[] = [];

  beforeAll(async () => {
    [browser, server] = await Promise.all([startChromium(), servePlayground()]);
  }, 120_000);
  afterEach(async () => {
    for (const { page } of opened) await page.context().close();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  async function open(query = '', context: OpenOptions['context'] = {}): Promise<Playground> {
    const made = await openPlayground({ browser, address: server.address, query, context });
    opened.push(made);
    return made;
  }

  it('trains the net with batch norm faster than the plain one, as the program does in Node', async () => {
    const { page, button, paused, table } = await open('steps=100');
    const env = { EVENKEEL_BACKEND: 'wasm' };
    const [tasks, command] = await Promise.all([
      longTasks(page, async () => {
        await button('Play');
        await paused(100);
      }),
      evenkeel('compare --data digits --steps 20 --every 1 --json', { env }),
    ]);
    expect(computing(tasks)).toEqual([]);

    const result = await table();
    expect(column(result, 'test_accuracy_batch_norm').at(-1)).toBeGreaterThan(0.7);
    expect(column(result, 'test_accuracy_plain').at(-1)).toBeLessThan(0.4);
    const figure = page.getByRole('img', { name: /^Test accuracy: step 100, \d+\.\d %/ });
    expect(await figure.count()).toBe(1);

    const { backend, variants } = JSON.parse(command.stdout) as {
      backend: string;
      variants: { curve: { loss: number }[] }[];
    };
    expect(backend).toBe('wasm');
    for (const [i, name] of losses.entries()) {
      const inNode = variants[i]!.curve.map(({ loss }) => loss);
      expect(inNode).toHaveLength(20);
      expect(column(result, name).slice(0, 20)).toEqual(inNode);
    }
  });

  it('makes its charts one a frame, so that the page answers meanwhile', async () => {
    const page = await (await browser.newContext()).newPage();
    await page.addInitScript(`
      globalThis.charts = [];
      requestAnimationFrame(function count() {
        charts.push(document.querySelectorAll('.figures .uplot').length);
        requestAnimationFrame(count);
      });`);
    await page.goto(server.address);
    // The last chart may be there before a frame has counted it. The page's policy forbids what waitForFunction does.
    const charts = await page.evaluate<number[]>(`new Promise((done) => {
      requestAnimationFrame(function look() {
        if (charts.at(-1) === 6) done(charts);
        else requestAnimationFrame(look);
      });
    })`);
    await page.context().close();
    expect(Math.max(...charts)).toBe(6);
    expect(charts.filter((count, i) => count > (charts[i - 1] ?? 0) + 1)).toEqual([]);
  });

  it('sees a main thread that is kept busy, so that the test before this one could fail', async () => {
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${server.address}icon.svg`);
    const tasks = await longTasks(page, async () => {
      await page.evaluate(`new Promise((done) => setTimeout(() => {
        for (const end = performance.now() + 600; performance.now() < end; );
        done();
      }))`);
    });
    await page.context().close();
    expect(computing(tasks)).toHaveLength(1);
    expect(tasks[0]?.wall).toBeGreaterThanOrEqual(600);
  });

  it('gives the same losses in one go, by steps, after a pause, rewound, and from its address', async () => {
    const { page, button, paused, table } = await open('batch=8&steps=12', wide);
    await choose(page);
    const { search } = new URL(page.url());
    expect(search).toBe(
      '?data=digits&lr=0.3&batch=8&activation=relu&init=he&seed=7&steps=12&layer=3&unit=12',
    );
    await button('Play');
    await paused(12);
    const once = await table();
    expect(once).toHaveLength(13);
    await expectAccessible(page);

    await button('Rewind');
    await page.getByText('Step 0 of 12, ready').waitFor();
    await button('Step');
    await paused(1);
    await button('Step');
    await paused(2);
    await button('Play');
    await paused(12);
    expect(await table()).toEqual(once);

    // Somewhere on the way, wherever the button finds the nets.
    await page.getByLabel('Pause after steps').fill('4000');
    await page.getByLabel('Pause after steps').press('Enter');
    await button('Play');
    await button('Pause');
    await page.getByText(/^Step \d+ of 4,000, paused$/).waitFor();
    expect((await table()).slice(0, 13)).toEqual(once);

    // Elsewhere, and without a mouse.
    const other = await open(search.slice(1));
    await other.page.keyboard.press('Tab');
    expect(await focused(other.page)).toBe('Play');
    await other.page.keyboard.press('Space');
    await other.paused(12);
    expect(await other.table()).toEqual(once);
    await other.page.getByRole('img', { name: /^Training loss/ }).focus();
    const reading = other.page.locator('.area-loss .reading');
    await other.page.keyboard.press('Home');
    expect(await reading.textContent()).toMatch(/^step 1 /);
    await other.page.keyboard.press('ArrowRight');
    expect(await reading.textContent()).toMatch(/^step 2 /);
  });

  it('says in words what is wrong with an address, and which net diverged', async () => {
    const { page, button, paused } = await open(
      'lr=100&activation=relu&init=he&batch=20&steps=8&unit=many',
      narrowAndDark,
    );
    await page
      .getByText("unit must be a whole number from 0 to 99, got 'many'. 0 is used.")
      .waitFor();
    await button('Play');
    await paused(8);
    const words = page.locator('.notice', { hasText: 'The net without batch norm diverged' });
    await words.waitFor();
    expect(await words.textContent()).toMatch(
      /diverged: its loss became NaN at step \d+\. Lower the learning rate \(now 100\) or choose smaller first weights\. The other net goes on\.$/,
    );
    await expectAccessible(page);
  });

  it('refuses files in words, trains on those that are sound, and knows them again', async () => {
    const [images, labels] = idxPair(120);
    const { page, button, paused, table } = await open('batch=8&steps=3');
    const refused = async (files: readonly NamedFile[], words: string) => {
      await page.getByLabel('Choose IDX files').setInputFiles([...files]);
      await page.locator('.notice', { hasText: words }).waitFor();
      await page.getByRole('button', { name: 'Dismiss' }).click();
    };
    await refused([file('notes.txt', 'hello')], 'called like the IDX files of MNIST');
    await refused(
      [file(images.name, images.buffer.subarray(0, 5000)), labels],
      'train-images-idx3-ubyte must claim at most 4984 bytes of content, as it has 5000 bytes, got a claim of 94080 bytes at byte 4.',
    );
    await refused(
      [file(images.name, labels.buffer), file(labels.name, images.buffer)],
      'train-labels-idx1-ubyte must start with 00 00 08 01 (unsigned bytes, 1 axis), got 00 00 08 03 at byte 0.',
    );
    await refused(
      [file(`${images.name}.gz`, Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1)), labels],
      'train-images-idx3-ubyte.gz must',
    );
    await page.getByText('12,000 images to learn from').waitFor();

    await page.getByLabel('Choose IDX files').setInputFiles([labels, images]);
    await page.getByText('100 images to learn from, 20 to be tested on').waitFor();
    await button('Play');
    await paused(3);
    const once = await table();
    const { search } = new URL(page.url());
    expect(search).toMatch(/^\?data=[0-9a-f]{12}&/);

    const later = await open(search.slice(1));
    await later.page.getByText(/^This address belongs to a data set/).waitFor();
    await drop(later, [images, labels]);
    await later.page.getByText('100 images to learn from').waitFor();
    expect(await later.page.getByText(/^This address belongs to a data set/).count()).toBe(0);
    await later.button('Play');
    await later.paused(3);
    expect(await later.table()).toEqual(once);
    await later.button('Back to drawn digits');
    await later.page.getByText('12,000 images to learn from').waitFor();
  });

  it('says what is missing where the kernels cannot be fetched', async () => {
    const context = await browser.newContext();
    await context.route('**/*.wasm', async (route) => route.abort());
    const page = await context.newPage();
    await page.goto(server.address);
    const notice = page.locator('.notice');
    await notice.waitFor();
    expect(await notice.textContent()).toBe(
      'The kernels could not be loaded (Failed to fetch). Reload the page to begin again.',
    );
    expect(await page.getByRole('button', { name: 'Play' }).isDisabled()).toBe(true);
    await context.close();
  });

  it('has a strict policy, in the page and in the headers, of the worker too', async () => {
    const page = await fetch(server.address);
    const policy = page.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'");
    expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:|\*/);
    const html = await page.text();
    const [meta] = /(?<=Content-Security-Policy" content=")[^"]+/.exec(html) ?? [];
    expect(`${meta?.replaceAll('&#39;', "'")}; frame-ancestors 'none'`).toBe(policy);
    expect(html).not.toMatch(/<style|<script(?![^>]*src=)/);
  });

  it('gave the browser no reason to complain', () => {
    expect(opened.length).toBeGreaterThan(4);
    expect(opened.flatMap(({ faults }) => faults)).toEqual([]);
  });
});

/** Tasks that computed for more than 50 ms: those in which the page would not have answered on any machine. */
const computing = (tasks: readonly LongTask[]) => tasks.filter(({ cpu }) => !(cpu <= 50));

/** No rule of axe is broken, and nothing is wider than the window. */
async function expectAccessible(page: Playground['page']) {
  expect(
    await page.evaluate('document.documentElement.scrollWidth - innerWidth'),
  ).toBeLessThanOrEqual(0);
  await page.evaluate(axe.source);
  const violations = await page.evaluate(
    `axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`,
  );
  expect(violations).toEqual([]);
}

/** Changes every setting that decides a run, and what is looked at; the run begins anew each time. */
async function choose(page: Playground['page']) {
  await page.getByRole('button', { name: 'Step', exact: true }).click();
  await page.getByText(/^Step 1 of/).waitFor();
  await page.getByLabel('Learning rate').selectOption('0.3');
  await page.getByText(/^Step 0 of 12, ready$/).waitFor();
  await page.getByLabel('Activation').selectOption('relu');
  await page.getByLabel('First weights').selectOption('he');
  for (const [name, value] of [
    ['Seed', '7'],
    ['Unit', '12'],
  ] as const) {
    const field = page.getByLabel(name, { exact: true });
    await field.fill(value);
    await field.press('Enter');
  }
  await page.getByRole('radio', { name: '3' }).check({ force: true });
}

/** Drops files on the page as a file manager does. */
async function drop({ page }: Playground, files: readonly NamedFile[]) {
  const parts = files.map(({ name, buffer }) => [name, buffer.toString('base64')]);
  const transfer = await page.evaluateHandle(`(() => {
    const transfer = new DataTransfer();
    for (const [name, text] of ${JSON.stringify(parts)})
      transfer.items.add(new File([Uint8Array.from(atob(text), (c) => c.charCodeAt(0))], name));
    return transfer;
  })()`);
  await page.dispatchEvent('body', 'dragover', { dataTransfer: transfer });
  await page.getByText('Drop the images and labels here').waitFor();
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
}

/** The text of the element that has the focus. */
const focused = async (page: Playground['page']) =>
  page.evaluate('document.activeElement.textContent');
