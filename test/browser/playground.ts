// The playground as its users see it: opened at an address, played, read.
import { readFileSync } from 'node:fs';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

export interface Playground {
  readonly page: Page;
  /** What the browser complained of, and what the page asked of other hosts. Empty if all is well. */
  readonly faults: readonly string[];
  /** Fulfilled once training stands at a step. */
  paused(step: number): Promise<void>;
  button(name: string): Promise<void>;
  /** The file with all steps, line by line. */
  table(): Promise<readonly string[]>;
}

export interface OpenOptions {
  readonly browser: Browser;
  readonly address: string;
  /** The query, without its question mark. */
  readonly query?: string;
  readonly context?: BrowserContextOptions;
}

/** Opens the page and waits until it is ready to train. */
export async function openPlayground(options: OpenOptions): Promise<Playground> {
  const { browser, address, query = '', context = {} } = options;
  const made = await browser.newContext(context);
  // As long as a test may last: what takes that long has gone wrong, not what takes longer than usual.
  made.setDefaultTimeout(120_000);
  const page = await made.newPage();
  const faults: string[] = [];
  page.on('console', (message) => faults.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  made.on('requestfailed', (request) => faults.push(`failed: ${request.url()}`));
  made.on('response', (response) => {
    const { status, url, policy } = {
      status: response.status(),
      url: response.url(),
      policy: response.headers()['content-security-policy'],
    };
    if (url.startsWith(address) && (status !== 200 || policy === undefined))
      faults.push(`status ${status}, policy ${policy}: ${url}`);
  });
  // Of the page and of its worker.
  made.on('request', (request) => {
    const url = request.url();
    const own = url.startsWith(address) || url.startsWith(`blob:${address}`);
    if (!own) faults.push(`asked for ${url}`);
  });
  await page.goto(`${address}?${query}`);
  await page.getByText(/^Step 0 of .*, ready$/).waitFor();
  const button = async (name: string) => page.getByRole('button', { name, exact: true }).click();
  return {
    page,
    faults,
    button,
    paused: async (step) =>
      page.getByText(new RegExp(`^Step ${step.toLocaleString('en-US')} of .*, paused$`)).waitFor(),
    table: async () => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        button('Save all steps as CSV'),
      ]);
      return readFileSync(await download.path(), 'utf8')
        .trimEnd()
        .split('\n');
    },
  };
}

/** The numbers of one column of the table, where it has any. */
export function column(table: readonly string[], name: string): number[] {
  const at = table[0]!.split(',').indexOf(name);
  const cells = table.slice(1).map((line) => line.split(',')[at] ?? '');
  return cells.filter((cell) => cell !== '').map(Number);
}
