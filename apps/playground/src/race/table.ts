// All figures of a race as comma-separated values, every digit of them.
import { netNames } from './net-names.js';
import type { Race } from './race.js';

/** A line for each step: loss of both nets in nats, test accuracy of both from 0 to 1 where they were tested. */
export function tableOf({ nets }: Pick<Race, 'nets'>): string {
  const columns = netNames.flatMap((name) => {
    const { losses, tests } = nets[name];
    const accuracies = new Map(tests.map(({ step, accuracy }) => [step, accuracy]));
    const title = name.replace(' ', '_');
    return [
      { title: `loss_${title}`, at: (step: number) => losses[step - 1] },
      { title: `test_accuracy_${title}`, at: (step: number) => accuracies.get(step) },
    ];
  });
  const steps = Math.max(...netNames.map((name) => nets[name].losses.length));
  const lines = Array.from({ length: steps }, (_, i) =>
    [i + 1, ...columns.map(({ at }) => at(i + 1) ?? '')].join(','),
  );
  return `${[['step', ...columns.map(({ title }) => title)].join(','), ...lines].join('\n')}\n`;
}
