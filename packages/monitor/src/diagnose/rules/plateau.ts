// A loss that stands still before the net has learned much.
import type { Rule } from '../finding.js';
import { figure } from '../wording.js';

/** Looks with a loss that it takes to say so. */
const fewest = 6;
/** Relative progress of the second half of a run under which it stands still. */
const leastProgress = 0.01;
/** Share of the first loss under which a net has learned something, and may well stand still. */
const learned = 0.7;

export const plateau: Rule = ({ records, failure }) => {
  const losses = records.flatMap(({ step, loss }) => (loss === null ? [] : [{ step, loss }]));
  if (losses.length < fewest || failure !== null) return [];
  const half = losses.length >> 1;
  const best = (part: typeof losses): number => Math.min(...part.map(({ loss }) => loss));
  const before = best(losses.slice(0, half));
  const after = best(losses.slice(half));
  if (after < (1 - leastProgress) * before || after < learned * losses[0]!.loss) return [];
  const since = losses[half - 1]!.step;
  const message =
    `the loss stands still since step ${since}: ${figure(before)} then, ${figure(after)} at best up to step ` +
    `${losses.at(-1)!.step}, ${figure(losses[0]!.loss)} at the start; the learning rate is ${records.at(-1)!.lr}. ` +
    'Try another learning rate, batch norm, or other weights at the start; other findings may say why.';
  return [{ rule: 'plateau', layer: null, since, message }];
};
