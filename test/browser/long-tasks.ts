// Tasks that keep the main thread of a page busy for long, as the browser's own observer reports them.
import type { Page } from 'playwright-core';

/** A task that lasted 50 ms or more; both times in milliseconds. */
export interface LongTask {
  /** From its begin to its end: what the observer reports. */
  readonly wall: number;
  /** What it computed in that time. The rest is waiting, mostly for a processor that other programs have. */
  readonly cpu: number;
}

interface Seen {
  readonly startTime: number;
  readonly duration: number;
}

/** An event of a trace; times in microseconds. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  /** Processor time of the thread. */
  readonly tdur?: number;
}

const start = 'long-tasks-start';

/**
 * Long tasks of the page's main thread while `during` runs.
 *
 * The observer measures by the clock on the wall, and on a machine with more work than processors every task lasts longer
 * for no fault of the page. A trace of the same time knows how much of each task the thread ran; that is told too.
 */
export async function longTasks(
  page: Page,
  during: () => Promise<void>,
): Promise<readonly LongTask[]> {
  const browser = page.context().browser()!;
  const categories = ['disabled-by-default-devtools.timeline', 'blink.user_timing'];
  await browser.startTracing(page, { categories });
  await page.evaluate(`
    globalThis.seen = [];
    globalThis.see = (entries) =>
      seen.push(...entries.map(({ startTime, duration }) => ({ startTime, duration })));
    globalThis.observer = new PerformanceObserver((list) => see(list.getEntries()));
    observer.observe({ type: 'longtask' });
    performance.mark('${start}');
  `);
  await during();
  // Of tasks at the end the observer has records that it was not told of yet.
  await page.waitForTimeout(300);
  const [seen, origin] = await page.evaluate<[Seen[], number]>(
    `see(observer.takeRecords()), [seen, performance.getEntriesByName('${start}')[0].startTime]`,
  );
  const trace = JSON.parse((await browser.stopTracing()).toString()) as {
    traceEvents: TraceEvent[];
  };
  return matched(seen, origin, trace.traceEvents);
}

function matched(seen: readonly Seen[], origin: number, events: readonly TraceEvent[]): LongTask[] {
  const mark = events.find(({ name }) => name === start)!;
  const tasks = events.filter(
    ({ name, ph, pid, tid }) =>
      name === 'RunTask' && ph === 'X' && pid === mark.pid && tid === mark.tid,
  );
  if (tasks.length === 0) throw new Error('The trace has no tasks of the main thread.');
  return seen.map(({ startTime, duration }) => {
    const from = mark.ts + 1000 * (startTime - origin);
    const distance = ({ ts, dur = 0 }: TraceEvent): number =>
      Math.abs(ts - from) + Math.abs(dur - 1000 * duration);
    const nearest = tasks.reduce((best, task) => (distance(task) < distance(best) ? task : best));
    return { wall: duration, cpu: (nearest.tdur ?? Number.NaN) / 1000 };
  });
}
