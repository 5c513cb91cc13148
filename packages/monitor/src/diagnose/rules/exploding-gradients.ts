// Gradients that are huge beside the weights, or burst from one look to the next.
import type { RunHistory } from '../../history.js';
import type { MonitorRecord, ParameterRecord } from '../../records.js';
import { middle, sinceWhen, type Finding, type Rule } from '../finding.js';
import { totalGradientNorm } from '../gradient-profile.js';
import { figure, sinceStep } from '../wording.js';

/** A gradient's norm over that of its weights above which even a learning rate of 0.001 is a jump. */
const mostByWeight = 100;
/** A norm over the median of the run above which it counts as a burst. */
const mostByTime = 100;

const advice =
  'Try gradient clipping (clipNorm), a smaller learning rate, He or Xavier weights, or batch norm.';

export const explodingGradients: Rule = (history) => [
  ...largerThanWeights(history),
  ...inBursts(history),
];

function largerThanWeights({ records }: RunHistory): Finding[] {
  const last = records.at(-1);
  const since = sinceWhen(records, (record) => largest(record) !== null);
  const worst = last === undefined ? null : largest(last);
  if (last === undefined || since === null || worst === null) return [];
  const { name, norm, gradientNorm } = worst;
  const message =
    `gradients explode ${sinceStep(since, last.step)}: that of ${name} has a norm of ${figure(gradientNorm!)}, the weights ` +
    `one of ${figure(norm)}. ${advice}`;
  return [{ rule: 'explodingGradients', layer: name, since, message }];
}

/** The weight whose gradient is largest beside it; null if none is above the limit. */
function largest({ parameters }: MonitorRecord): ParameterRecord | null {
  const ratio = ({ gradientNorm, norm }: ParameterRecord): number => (gradientNorm ?? 0) / norm;
  const over = parameters.filter((one) => one.rank >= 2 && ratio(one) > mostByWeight);
  return over.toSorted((a, b) => ratio(b) - ratio(a))[0] ?? null;
}

function inBursts({ records }: RunHistory): Finding[] {
  const norms = records.flatMap((record) => {
    const norm = totalGradientNorm(record);
    return norm === null ? [] : [{ step: record.step, norm }];
  });
  const usual = middle(norms.map(({ norm }) => norm));
  const burst = norms.find(({ norm }) => !Number.isFinite(norm) || norm > mostByTime * usual);
  if (burst === undefined || norms.length < 3) return [];
  const message =
    `gradients explode at step ${burst.step}: their norm is ${figure(burst.norm)}, where ${figure(usual)} is usual in this ` +
    `run. ${advice}`;
  return [{ rule: 'explodingGradients', layer: null, since: burst.step, message }];
}
