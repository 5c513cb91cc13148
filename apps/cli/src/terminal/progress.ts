// A progress bar with rate and time left on a terminal; silence when the output is piped.
import { createLogUpdate } from 'log-update';

export interface ProgressState {
  readonly done: number;
  readonly total: number;
  /** What is going on, after the figures. */
  readonly note: string;
}

export interface Progress {
  update(state: ProgressState): void;
  /** Removes the bar. */
  clear(): void;
}

const intervalMs = 80;

/** Seconds as 8 s, 1 min 05 s, 2 h 03 min. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const pad = (value: number): string => String(value).padStart(2, '0');
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${pad(whole % 60)} s`;
  return `${Math.floor(whole / 3600)} h ${pad(Math.floor((whole % 3600) / 60))} min`;
}

/** The bar as text: share, count, rate and time left. */
export function barLine(state: ProgressState, elapsed: number, columns: number): string {
  const share = state.total === 0 ? 1 : state.done / state.total;
  const rate = elapsed > 0 ? state.done / elapsed : 0;
  const left = rate > 0 ? duration((state.total - state.done) / rate) : '…';
  const count = `${state.done.toLocaleString('en-US')}/${state.total.toLocaleString('en-US')}`;
  const figures = `${Math.floor(share * 100)} % | ${count} steps | ${Math.round(rate).toLocaleString('en-US')} steps/s | ${left} left | ${state.note}`;
  const width = Math.min(28, columns - figures.length - 4);
  if (width < 4) return figures.slice(0, Math.max(0, columns - 1));
  const full = Math.round(share * width);
  return `${'█'.repeat(full)}${'░'.repeat(width - full)} ${figures}`;
}

/** A bar on `stream`, or nothing at all if that is not a terminal. */
export function progressOn(stream: NodeJS.WriteStream): Progress {
  if (!stream.isTTY) return { update: () => {}, clear: () => {} };
  const render = createLogUpdate(stream);
  const start = performance.now();
  let last = -Infinity;
  return {
    update(state) {
      const now = performance.now();
      if (now - last < intervalMs && state.done < state.total) return;
      last = now;
      render(barLine(state, (now - start) / 1000, stream.columns ?? 80));
    },
    clear: () => render.clear(),
  };
}
