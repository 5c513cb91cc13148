// Gradients that get smaller from layer to layer on their way back.
import type { MonitorRecord } from '../../records.js';
import { sinceWhen, type Rule } from '../finding.js';
import { gradientProfile } from '../gradient-profile.js';
import { figure, sinceStep } from '../wording.js';

/** The first layer's gradient over the last one's below which the first layers hardly learn. */
const least = 1e-3;

export const vanishingGradients: Rule = ({ records }) => {
  const last = records.at(-1);
  const since = sinceWhen(records, vanishes);
  if (last === undefined || since === null) return [];
  const profile = gradientProfile(last);
  const first = profile[0]!;
  const end = profile.at(-1)!;
  const message =
    `gradients vanish ${sinceStep(since, last.step)}: an element of ${first.name} gets ${figure(first.rms)} (root mean ` +
    `square), one of ${end.name} ${figure(end.rms)}, ${figure(end.rms / first.rms)} times as much. Try batch norm, ` +
    'He or Xavier weights, relu in place of sigmoid, or residual blocks.';
  return [{ rule: 'vanishingGradients', layer: first.name, since, message }];
};

function vanishes(record: MonitorRecord): boolean {
  const profile = gradientProfile(record);
  const [first] = profile;
  const end = profile.at(-1);
  return first !== undefined && end !== undefined && end.rms > 0 && first.rms < least * end.rms;
}
