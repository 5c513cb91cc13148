// Batch normalization goes through its layer: that is where momentum, counter and modes are. The others are ops.
import { batchNorm, type BatchNorm } from '@evenkeel/layers';
import {
  assign,
  batchRenorm,
  batchRenormStatistics,
  groupNorm,
  instanceNorm,
  layerNorm,
  localResponseNorm,
  noGrad,
  rmsNorm,
  weightNorm,
  type Tensor,
} from '@evenkeel/tensor';
import type { Computed } from '../acceptance.js';
import { toTensor, type RunContext, type Runner, type RunResult } from '../run.js';

type Statistics = Record<'runningMean' | 'runningVar', number[]>;

/** A layer with the settings, parameters and state of the case. */
function layerOf({ golden, attrs }: RunContext, channels: number): BatchNorm<number> {
  const layer = batchNorm(channels, { ...attrs, momentum: attrs['momentum'] ?? 'cumulative' });
  const { gamma, beta, runningMean, runningVar, numBatchesTracked } = layer;
  const sources = { ...golden.params, ...golden.state };
  for (const [name, target] of Object.entries({ gamma, beta, runningMean, runningVar })) {
    const source = sources[name];
    if (source !== undefined && target !== null) assign(target, toTensor(source));
  }
  if (numBatchesTracked !== null)
    numBatchesTracked.value = sources['numBatchesTracked']?.values[0] ?? 0;
  return layer;
}

/** The layer's buffers as they are now. */
function stateOf({
  runningMean,
  runningVar,
  numBatchesTracked,
}: BatchNorm<number>): Record<string, Computed> {
  if (runningMean === null || runningVar === null || numBatchesTracked === null) return {};
  const copy = (buffer: Tensor): Computed => ({ shape: buffer.shape, values: buffer.dataSync() });
  return {
    runningMean: copy(runningMean),
    runningVar: copy(runningVar),
    numBatchesTracked: { shape: [], values: [numBatchesTracked.value] },
  };
}

const lastAxis = (x: Tensor): number => x.shape.at(-1) ?? 0;

function single(context: RunContext): RunResult {
  const x = context.tensor('x');
  const layer = layerOf(context, lastAxis(x));
  if (context.attrs['training'] === true) layer.train();
  else layer.eval();
  const y = layer.forward(x);
  const { gamma, beta } = layer;
  const leaves = gamma === null || beta === null ? {} : { gamma, beta };
  return { outputs: { y }, stateAfter: stateOf(layer), leaves };
}

function sequence(context: RunContext): RunResult {
  const steps: number = context.attrs['steps']!;
  const first = context.tensor('x0');
  const channels = lastAxis(first);
  const layer = layerOf(context, channels);
  const outputs: Record<string, Tensor | Computed> = {};
  const statistics: Statistics = { runningMean: [], runningVar: [] };
  return noGrad(() => {
    for (let step = 0; step < steps; step++) {
      outputs[`y${step}`] = layer.forward(context.tensor(`x${step}`));
      const state = stateOf(layer);
      for (const name of ['runningMean', 'runningVar'] as const) {
        statistics[name].push(...Array.from(state[name]!.values));
      }
    }
    layer.eval();
    outputs['yEval'] = layer.forward(first);
    for (const [name, values] of Object.entries(statistics)) {
      outputs[name] = { shape: [steps, channels], values };
    }
    return { outputs, stateAfter: stateOf(layer) };
  });
}

/** Input, scale and shift. */
const affineOf = ({ tensor, optional }: RunContext) => ({
  x: tensor('x'),
  gamma: optional('gamma'),
  beta: optional('beta'),
});

function renorm(context: RunContext): RunResult {
  const { golden, attrs } = context;
  const { x, ...affine } = affineOf(context);
  const runningMean = toTensor(golden.state['runningMean']!);
  const runningStd = toTensor(golden.state['runningStd']!);
  const options = { ...attrs, ...affine, runningMean, runningStd };
  const { r, d } = batchRenormStatistics(x, options);
  const y = batchRenorm(x, options);
  return { outputs: { y, r, d }, stateAfter: { runningMean, runningStd } };
}

export const normalizationRunners = {
  batchNorm: single,
  batchNormSequence: sequence,
  batchRenorm: renorm,
  layerNorm: (context) => {
    const { x, ...affine } = affineOf(context);
    return { outputs: { y: layerNorm(x, { ...context.attrs, ...affine }) } };
  },
  rmsNorm: (context) => {
    const { x, gamma } = affineOf(context);
    return { outputs: { y: rmsNorm(x, { ...context.attrs, gamma }) } };
  },
  groupNorm: (context) => {
    const { x, ...affine } = affineOf(context);
    const groups = context.attrs['groups']!;
    return { outputs: { y: groupNorm(x, { ...context.attrs, ...affine, groups }) } };
  },
  instanceNorm: (context) => {
    const { x, ...affine } = affineOf(context);
    return { outputs: { y: instanceNorm(x, { ...context.attrs, ...affine }) } };
  },
  localResponseNorm: ({ tensor, attrs }) => ({
    outputs: { y: localResponseNorm(tensor('x'), attrs) },
  }),
  weightNorm: ({ tensor }) => ({ outputs: { weight: weightNorm(tensor('v'), tensor('g')) } }),
} satisfies Readonly<Record<string, Runner>>;
