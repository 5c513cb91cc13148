// Activations that are level where their inputs lie: gradients do not get through.
import type { MonitorRecord } from '../../records.js';
import { sinceWhen, type Rule } from '../finding.js';
import { figure, percent, sinceStep } from '../wording.js';

/** Share of saturated inputs that is worth a word. */
const most = 0.5;

export const saturation: Rule = ({ records }) => {
  const last = records.at(-1);
  if (last === undefined) return [];
  return last.activations.flatMap(({ layer, kind, saturated, input }) => {
    const shareAt = (record: MonitorRecord) =>
      record.activations.find((other) => other.layer === layer)?.saturated ?? 0;
    const since = sinceWhen(records, (record) => shareAt(record) >= most);
    if (since === null || saturated === null) return [];
    const [p15, , p85] = input.percentiles;
    const message =
      `layer ${layer} (${kind}): ${percent(saturated)} of its inputs are saturated ${sinceStep(since, last.step)}; the middle ` +
      `70 % lie between ${figure(p15)} and ${figure(p85)}, where little gradient gets through. ` +
      'Try smaller weights at the start (Xavier), batch norm before it, a smaller learning rate, or relu.';
    return [{ rule: 'saturation' as const, layer, since, message }];
  });
};
