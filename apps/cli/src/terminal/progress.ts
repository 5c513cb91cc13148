// A progress bar with rate and time left on a terminal; silence when the output is piped.
import { createLogUpdate } from 'log-update';

export interface ProgressState {
  readonly done: number;
  readonly total: number;
  /** Both in words; steps unless given. */
  readonly count?: string;
  /** Such as "512 steps/s". */
  readonly rate: string;
  /** Infinity while nobody knows. */
  readonly secondsLeft: number;
  /** What is going on, after the figures. */
  readonly note: string;
}

export interface Progress {
  update(state: ProgressState): void;
  /** One line, above the bar. */
  say(line: string): void;
  /** Removes the bar for good. */
  end(): void;
}

/** Milliseconds between two frames. */
const frame = 80;
const bar = { least: 8, most: 28 } as const;

/** Seconds as 8 s, 1 min 05 s, 2 h 03 min. */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return '…';
  const whole = Math.max(0, Math.round(seconds));
  const pad = (value: number): string => String(value).padStart(2, '0');
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${pad(whole % 60)} s`;
  return `${Math.floor(whole / 3600)} h ${pad(Math.floor((whole % 3600) / 60))} min`;
}

/** Seconds that something took: tenths too while they matter. */
export function timeTaken(seconds: number): string {
  return seconds < 9.95 ? `${seconds.toFixed(1)} s` : duration(seconds);
}

/** The bar as text, less than `columns` wide: what matters least is left out first. */
export function barLine(state: ProgressState, columns: number): string {
  const { done, total, rate, secondsLeft, note } = state;
  const share = total === 0 ? 1 : done / total;
  const percent = `${String(Math.floor(share * 100)).padStart(3)} %`;
  const steps = `${done.toLocaleString('en-US')}/${total.toLocaleString('en-US')} steps`;
  const { count = steps } = state;
  const left = `${duration(secondsLeft)} left`;
  const choices = [
    [percent, count, rate, left, note],
    [percent, rate, left, note],
    [percent, rate, left],
    [percent, left],
    [percent],
  ];
  const texts = choices.map((parts) => parts.filter((part) => part !== '').join(' | '));
  const room = columns - 1;
  const text = texts.find(({ length }) => length + 1 + bar.least <= room) ?? '';
  const width = Math.max(1, Math.min(bar.most, room - text.length - 1));
  const full = Math.round(share * width);
  return `${'█'.repeat(full)}${'░'.repeat(width - full)} ${text}`.slice(0, room);
}

/** A bar on `stream`; if that is no terminal that can move its cursor, `say` alone shows anything. */
export function progressOn(stream: NodeJS.WriteStream): Progress {
  const write = (line: string): void => void stream.write(`${line}\n`);
  if (!stream.isTTY || process.env['TERM'] === 'dumb') {
    return { update: () => {}, say: write, end: () => {} };
  }
  const render = createLogUpdate(stream);
  let last = -Infinity;
  return {
    update(state) {
      const now = performance.now();
      if (now - last < frame && state.done < state.total) return;
      last = now;
      render(barLine(state, stream.columns ?? 80));
    },
    say(line) {
      render.clear();
      write(line);
    },
    end() {
      render.clear();
      render.done();
    },
  };
}
