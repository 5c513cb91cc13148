// All cases. Calls are timed case by case. Training steps, few of which fit into a turn, take turns among themselves too, those
// on one thread and on several: a spell of bad weather then meets them all.
import { Scope } from 'evenkeel';
import type { BenchCase } from './bench-case.js';
import { Contest, type ContestSettings, type Peers } from './contest.js';
import type { Machine } from './machine.js';
import type { Result } from './report.js';
import type { Stint } from './samples.js';

export interface MeasureSettings {
  readonly threads: readonly number[];
  readonly seconds: number;
  readonly rounds: number;
  readonly peers: Peers;
  readonly machine: Machine | null;
}

/** Of a call: it is short enough for as many samples as the time allows. */
const call = { times: 1, fewest: 2, warmUp: 1 };
/** Of a training step: the first few are slow, while its TypeScript is compiled and memory is found. */
const step = { times: 4, fewest: 5, warmUp: 4 };

const isStep = ({ op }: BenchCase): boolean => op === 'training step';

/** Gives results as they come: first of the calls, then of the training steps. */
export async function* measure(
  cases: readonly BenchCase[],
  settings: MeasureSettings,
): AsyncGenerator<Result> {
  const calls = cases.filter((found) => !isStep(found));
  for (const threads of settings.threads) {
    for (const found of calls) yield* takeTurns([found], { ...settings, threads: [threads] });
  }
  yield* takeTurns(cases.filter(isStep), settings);
}

async function* takeTurns(
  cases: readonly BenchCase[],
  { rounds, threads, ...settings }: MeasureSettings,
): AsyncGenerator<Result> {
  using _scope = new Scope();
  const contenders = cases.map((benchCase) => ({ benchCase, body: benchCase.prepare() }));
  const contests: Contest[] = [];
  for (const count of threads) {
    for (const contender of contenders) {
      const stints = stintsOf(contender.benchCase, settings.seconds / rounds);
      contests.push(new Contest(contender, { ...settings, ...stints, threads: count }, contests));
    }
  }
  for (let round = 0; round < rounds; round++) {
    for (const contest of contests) await contest.turn();
  }
  for (const contest of contests) yield contest.result();
}

/** @param seconds  of a turn of a call */
function stintsOf(found: BenchCase, seconds: number): Pick<ContestSettings, 'turn' | 'warmUp'> {
  const { times, fewest, warmUp } = isStep(found) ? step : call;
  const turn: Stint = { seconds: seconds * times, fewest };
  return { turn, warmUp: { seconds: turn.seconds / 4, fewest: warmUp } };
}
