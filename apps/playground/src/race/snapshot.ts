// From a race to what the figures show of it.
import type { ActivationRecord, DistributionRecord } from '@evenkeel/monitor';
import type { Settings } from '../settings.js';
import type { Contestant } from './contestant.js';
import { axisOf, together, union, type Axis } from './axes.js';
import { perNet } from './net-names.js';
import type { NetSnapshot, Snapshot } from './protocol.js';
import type { Race } from './race.js';

export interface Looking {
  readonly settings: Settings;
  readonly goal: number;
  readonly stepsPerSecond: number | null;
}

/** Remembers the widest axis of each layer in each net, so that it does not jump back and forth. */
export class Camera {
  readonly #axes = new Map<string, Axis>();

  /** Takes a picture of a race. */
  take(race: Race, { settings, goal, stepsPerSecond }: Looking): Snapshot {
    const { step, moving, over } = race;
    return {
      step,
      state: over ? 'over' : moving ? 'playing' : 'paused',
      goal,
      stepsPerSecond,
      axes: together(perNet((name) => this.#axisOf(race.nets[name], settings.layer))),
      nets: perNet((name) => netSnapshot(race.nets[name], settings.layer)),
    };
  }

  #axisOf(net: Contestant, layer: number): Axis {
    const first = axisOf(inputsOf(net, layer, 0));
    // What a net that diverged saw last is not to be drawn any more.
    if (net.failure !== null) return first;
    const key = `${net.name} ${layer}`;
    const now = axisOf(inputsOf(net, layer, -1));
    const widest = union([this.#axes.get(key) ?? first, now]);
    this.#axes.set(key, widest);
    return widest;
  }
}

function activationOf(net: Contestant, layer: number, look: number): ActivationRecord {
  return net.looks.at(look)!.activations[layer - 1]!;
}

const inputsOf = (net: Contestant, layer: number, look: number): DistributionRecord =>
  activationOf(net, layer, look).input;

function netSnapshot(net: Contestant, layer: number): NetSnapshot {
  const { lossHistory, evaluations, losses, failure, looks } = net;
  const units = looks.map(({ activations }) => activations.at(-1)!.unit.percentiles);
  return {
    loss: { steps: lossHistory.steps, values: lossHistory.values },
    lastLoss: losses.at(-1) ?? null,
    accuracy: {
      steps: Float64Array.from(evaluations, ({ step }) => step),
      values: Float64Array.from(evaluations, ({ accuracy }) => accuracy),
    },
    percentiles: {
      steps: Float64Array.from(looks, ({ step }) => step),
      values: [0, 1, 2].map((i) => Float64Array.from(units, (percentiles) => percentiles[i]!)),
    },
    first: inputsOf(net, layer, 0),
    inputs: inputsOf(net, layer, -1),
    saturated: activationOf(net, layer, -1).saturated,
    dead: activationOf(net, layer, -1).dead,
    failure,
  };
}
