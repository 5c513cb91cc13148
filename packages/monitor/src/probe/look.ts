// One forward pass of the watched examples, and what it shows of activations and batch norm.
import {
  Activation,
  BatchNorm,
  BatchRenorm,
  InstanceNorm,
  Parameter,
  type Module,
} from '@evenkeel/layers';
import { noGrad, tidy, type Tensor } from '@evenkeel/tensor';
import type { ActivationRecord, NormRecord } from '../records.js';
import type { Sampler } from '../statistics/sample-rows.js';
import { activationRecord } from './activation-record.js';
import { normRecord } from './norm-record.js';
import { undisturbed, type Model } from './undisturbed.js';

/** What is seen in a pass. */
export interface View {
  readonly activations: readonly ActivationRecord[];
  readonly norms: readonly NormRecord[];
  /** Weights whose units are normalized one by one right behind them. */
  readonly normalized: ReadonlySet<Parameter>;
}

export interface LookSettings {
  readonly sampler: Sampler;
  /** The unit to follow in each layer. */
  readonly unit: number;
}

interface Call {
  readonly layer: string;
  readonly module: Module;
  readonly input: Tensor;
}

/** Listens only while it looks: between two looks the model has no listeners, and runs as if nobody watched. */
export function look(model: Model, x: Tensor, settings: LookSettings): View {
  return undisturbed(model, (saved) =>
    tidy(() => {
      const { calls, normalized } = callsOf(model, x);
      const names = new Map(model.namedModules().map(([name, module]) => [module, name]));
      return {
        activations: calls.map((call) =>
          activationRecord(call.module as Activation, { ...call, ...settings }),
        ),
        norms: saved.map((before) => normRecord(names.get(before.norm) ?? '', before)),
        normalized,
      };
    }),
  );
}

/** The calls of activations, in order, and the weights whose output a normalization takes. */
function callsOf(model: Model, x: Tensor): { calls: Call[]; normalized: Set<Parameter> } {
  const calls: Call[] = [];
  const made = new Map<Tensor, Parameter>();
  const normalized = new Set<Parameter>();
  const times = new Map<string, number>();
  const stops = model.namedModules().flatMap(([name, module]) => {
    const weight = weightOf(module);
    if (weight !== null) return module.onForward((output) => void made.set(output, weight));
    if (normalizesUnits(module)) {
      return module.onForward((_, [input]) => {
        const source = input === undefined ? undefined : made.get(input);
        if (source !== undefined) normalized.add(source);
      });
    }
    if (!(module instanceof Activation)) return [];
    return module.onForward((_, [input]) => {
      const time = (times.get(name) ?? 0) + 1;
      times.set(name, time);
      // A layer that stands in several places is called once for each.
      const layer = time === 1 ? name : `${name} (${time})`;
      if (input !== undefined && input.size > 0) calls.push({ layer, module, input });
    });
  });
  try {
    noGrad(() => model.forward(x));
  } finally {
    for (const stop of stops) stop();
  }
  return { calls, normalized };
}

function weightOf(module: Module): Parameter | null {
  const weight: unknown = 'weight' in module ? module.weight : null;
  return weight instanceof Parameter && weight.shape.length >= 2 ? weight : null;
}

const normalizesUnits = (module: Module): boolean =>
  module instanceof BatchNorm || module instanceof BatchRenorm || module instanceof InstanceNorm;
