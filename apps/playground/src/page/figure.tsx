// A figure: what it shows, a line of numbers, the chart, and how to read it.
import { useComputed, useSignal, type ReadonlySignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useCallback } from 'preact/hooks';
import { Chart } from '../charts/chart.js';
import type { ChartData, ChartSpec } from '../charts/spec.js';

export interface Reading {
  readonly text: string;
  readonly tone?: 'batch-norm' | 'plain';
}

export interface FigureProps {
  readonly title: string;
  /** What those hear who do not see where the figure stands; the title unless given. */
  readonly name?: string;
  readonly tone?: 'batch-norm' | 'plain';
  readonly area: string;
  readonly spec: ChartSpec;
  readonly data: ReadonlySignal<ChartData>;
  /** The numbers at an index of the data; null: the newest ones. */
  readonly read: (index: number | null) => readonly Reading[];
  readonly children: ComponentChildren;
}

export function Figure(props: FigureProps) {
  const { title, name = title, tone, area, spec, data, read, children } = props;
  const cursor = useSignal<number | null>(null);
  // Whoever moves the cursor by keys hears its numbers; cursors of other charts that move along keep silent.
  const focused = useSignal(false);
  const onCursor = useCallback((index: number | null) => (cursor.value = index), [cursor]);
  const readings = useComputed(() => read(cursor.value));
  const label = useComputed(
    () =>
      `${name}: ${read(null)
        .map(({ text }) => text)
        .join(', ')}`,
  );
  return (
    <figure
      class={`area-${area}`}
      onFocusIn={() => (focused.value = true)}
      onFocusOut={() => (focused.value = false)}
    >
      <h3 class={tone}>{title}</h3>
      <p class="reading" aria-live={focused.value && cursor.value !== null ? 'polite' : 'off'}>
        {readings.value.map(({ text, tone: own }, i) => (
          <span key={i} class={own}>
            {text}{' '}
          </span>
        ))}
      </p>
      <Chart spec={spec} data={data} label={label} onCursor={onCursor} />
      <figcaption>{children}</figcaption>
    </figure>
  );
}
