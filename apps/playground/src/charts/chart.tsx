// A live chart: a canvas by uPlot that follows a signal, the width of its place and the colors of the page.
import { effect, type ReadonlySignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import { oneAFrame } from './one-a-frame.js';
import { optionsOf } from './options.js';
import type { ChartData, ChartSpec } from './spec.js';
import { theme } from './theme.js';

export interface ChartProps {
  readonly spec: ChartSpec;
  readonly data: ReadonlySignal<ChartData>;
  /** What the chart shows, for those who do not see it. */
  readonly label: ReadonlySignal<string>;
  /** Told of the index under the cursor, of the mouse or of the arrow keys; null if there is none. */
  readonly onCursor: (index: number | null) => void;
}

/** CSS pixels, as in the style sheet. */
const height = 208;

export function Chart({ spec, data, label, onCursor }: ChartProps) {
  const holder = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  useEffect(() => {
    const element = holder.current!;
    let stop = (): void => undefined;
    // Six of them made at once would be a task of some 90 ms, in which the page answers nobody.
    const callOff = oneAFrame(() => {
      const width = element.clientWidth;
      const made = new uPlot(optionsOf({ spec, width, height, onCursor }), data.peek(), element);
      plot.current = made;
      stop = follow(made, data, element);
    });
    return () => {
      callOff();
      stop();
      plot.current = null;
    };
  }, [spec, data, onCursor]);
  return (
    <div
      ref={holder}
      class="chart"
      role="img"
      tabIndex={0}
      aria-label={label}
      onKeyDown={(event) => {
        if (plot.current !== null && moveCursor(plot.current, event.key)) event.preventDefault();
      }}
      onBlur={() => plot.current?.setCursor({ left: -10, top: -10 })}
    />
  );
}

/** Keeps a chart to its data, the colors of the page and the width of its place; gives how to end it. */
function follow(made: uPlot, data: ReadonlySignal<ChartData>, element: HTMLElement): () => void {
  const stops = [
    effect(() => made.setData(data.value)),
    effect(() => {
      if (theme.value !== null) made.redraw(false, true);
    }),
  ];
  const resizing = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height }));
  resizing.observe(element);
  return () => {
    for (const stop of stops) stop();
    resizing.disconnect();
    made.destroy();
  };
}

/** Moves the cursor of a chart by the arrow keys; whether the key was one of them. */
function moveCursor(plot: uPlot, key: string): boolean {
  const last = plot.data[0].length - 1;
  if (last < 0) return false;
  const at = plot.cursor.idx ?? last;
  const targets: Readonly<Record<string, number>> = {
    ArrowLeft: Math.max(0, at - 1),
    ArrowRight: Math.min(last, at + 1),
    Home: 0,
    End: last,
  };
  const target = targets[key];
  if (target === undefined) return false;
  plot.setCursor({ left: plot.valToPos(plot.data[0][target]!, 'x'), top: 10 });
  return true;
}
