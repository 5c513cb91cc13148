// The colors of the style sheet, for the canvases, and told anew when the reader's preference changes.
import { signal } from '@preact/signals';

export interface Theme {
  readonly ink: string;
  readonly muted: string;
  readonly line: string;
  readonly card: string;
  readonly batchNorm: string;
  readonly plain: string;
}

function read(): Theme {
  const style = getComputedStyle(document.documentElement);
  const color = (name: string): string => style.getPropertyValue(name).trim();
  return {
    ink: color('--ink'),
    muted: color('--muted'),
    line: color('--line'),
    card: color('--card'),
    batchNorm: color('--batch-norm'),
    plain: color('--plain'),
  };
}

export const theme = signal<Theme>(read());

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
  theme.value = read();
});
