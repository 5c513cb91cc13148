// Whole nets: a graph of ops, its gradients, and training by an optimizer.
import { clipGradNorm, clipGradValue } from '@evenkeel/optim';
import { batchNorm, flatten, noGrad, type Tensor } from '@evenkeel/tensor';
import type { Computed } from '../acceptance.js';
import type { GoldenCase, GoldenTensor } from '../format.js';
import { toTensor, type Attributes, type RunContext, type Runner } from '../run.js';
import { createOptimizer } from './optimizers.js';

/** One op of a graph; `params` and `state` say which of the net's serve under the op's own names. */
interface GraphNode {
  readonly id: string;
  readonly op: string;
  readonly inputs: readonly string[];
  readonly attrs: Readonly<Record<string, unknown>>;
  readonly params?: Readonly<Record<string, string>>;
  readonly state?: Readonly<Record<string, string>>;
}

type Tensors = Readonly<Record<string, Tensor>>;
type Runners = Readonly<Record<string, Runner>>;

/** A net whose state changes from pass to pass. */
interface Net {
  readonly graph: readonly GraphNode[];
  readonly runners: Runners;
  readonly params: Tensors;
  /** Running statistics are updated in place, counters replaced. */
  readonly state: Record<string, Tensor | number>;
}

interface Pass {
  readonly x: Tensor;
  readonly target: Tensor;
  readonly training: boolean;
}

/** What a case calls the inputs of an op; `x` where nothing else is said. */
const inputNames: Readonly<Record<string, readonly string[]>> = {
  add: ['a', 'b'],
  crossEntropy: ['logits', 'target'],
};

function namesOf({ op, inputs }: GraphNode): readonly string[] {
  if (op === 'concat') return inputs.map((_, i) => `x${i}`);
  return inputNames[op] ?? ['x'];
}

const pick = <T>(names: Readonly<Record<string, string>> = {}, from: Readonly<Record<string, T>>) =>
  Object.fromEntries(Object.entries(names).map(([own, name]) => [own, from[name]!]));

/** Batch norm with the statistics of the net, which a training pass updates. */
function normalized(net: Net, node: GraphNode, { x, training }: Pass): Tensor {
  const { state: names = {}, params, attrs } = node;
  const counter = names['numBatchesTracked'];
  if (training && counter !== undefined) net.state[counter] = Number(net.state[counter]) + 1;
  const momentum =
    attrs['momentum'] ?? (counter === undefined ? 0 : 1 / Number(net.state[counter]));
  const { runningMean, runningVar } = pick(names, net.state) as Tensors;
  return batchNorm(x, {
    ...(pick(params, net.params) as Tensors),
    runningMean: runningMean ?? null,
    runningVar: runningVar ?? null,
    training: training || runningMean === undefined,
    eps: attrs['eps'] as number,
    momentum: momentum as number,
  });
}

/** Any other op, by the runner of its own cases. */
function computed(net: Net, node: GraphNode, inputs: readonly Tensor[]): Tensor {
  const runner = net.runners[node.op];
  if (runner === undefined) throw new Error(`${node.id}: op must be known, got ${node.op}.`);
  const named = Object.fromEntries(namesOf(node).map((name, i) => [name, inputs[i]!]));
  const tensors: Tensors = { ...named, ...pick(node.params, net.params) };
  const optional = (name: string): Tensor | null => tensors[name] ?? null;
  const golden = { inputs: named, attrs: node.attrs } as unknown as GoldenCase;
  const attrs = node.attrs as Attributes;
  const { outputs } = runner({ golden, attrs, optional, tensor: (name) => optional(name)! });
  return Object.values(outputs)[0] as Tensor;
}

/** Evaluates the graph and gives the value of every node. */
function run(net: Net, pass: Pass): Tensors {
  const values: Record<string, Tensor> = { x: pass.x, target: pass.target };
  for (const node of net.graph) {
    const inputs = node.inputs.map((id) => values[id]!);
    const [first] = inputs;
    if (node.op === 'batchNorm') values[node.id] = normalized(net, node, { ...pass, x: first! });
    else if (node.op === 'flatten') values[node.id] = flatten(first!);
    else values[node.id] = computed(net, node, inputs);
  }
  return values;
}

function netOf({ golden, attrs, tensor }: RunContext, runners: Runners): Net {
  const params = Object.keys(golden.params).map((name) => [name, tensor(name)] as const);
  const state = Object.entries(golden.state).map(([name, source]) => [
    name,
    source.dtype === 'int32' ? source.values[0]! : toTensor(source),
  ]);
  return {
    graph: attrs['graph']!,
    runners,
    params: Object.fromEntries(params),
    state: Object.fromEntries(state),
  };
}

const scalar = (value: number): Computed => ({ shape: [], values: [value] });
const list = (values: number[]): Computed => ({ shape: [values.length], values });

/** A copy of the net's buffers. */
function stateOf({ state }: Net): Record<string, Computed> {
  const copies = Object.entries(state).map(([name, entry]) => [
    name,
    typeof entry === 'number' ? scalar(entry) : { shape: entry.shape, values: entry.dataSync() },
  ]);
  return Object.fromEntries(copies);
}

/** The logits in evaluation mode. */
const evaluated = (net: Net, pass: Omit<Pass, 'training'>): Tensor =>
  noGrad(() => run(net, { ...pass, training: false }))['logits']!;

const netGrad =
  (runners: Runners): Runner =>
  (context) => {
    const net = netOf(context, runners);
    const pass = { x: context.tensor('x'), target: context.tensor('target') };
    const { logits, loss } = run(net, { ...pass, training: true });
    const stateAfter = stateOf(net);
    return {
      outputs: { logits: logits!, loss: loss!, evalLogits: evaluated(net, pass) },
      stateAfter,
    };
  };

/** The batch of one step. */
function batchAt(source: GoldenTensor, step: number): Tensor {
  const shape = source.shape.slice(1);
  const size = shape.reduce((product, length) => product * length, 1);
  return toTensor({
    ...source,
    shape,
    values: source.values.slice(step * size, (step + 1) * size),
  });
}

interface Clip {
  readonly type: 'norm' | 'value';
  readonly maxNorm?: number;
  readonly clipValue?: number;
}

/** Clips as the case says; the norm before it, if one is taken. */
function clipped(parameters: readonly Tensor[], clip: Clip | undefined): number | null {
  if (clip?.type === 'norm') return clipGradNorm(parameters, clip.maxNorm!);
  if (clip?.type === 'value') clipGradValue(parameters, clip.clipValue!);
  return null;
}

const netTrain =
  (runners: Runners): Runner =>
  (context) => {
    const { attrs, golden } = context;
    const net = netOf(context, runners);
    const parameters = Object.values(net.params);
    for (const parameter of parameters) parameter.requiresGrad = true;
    const { optimizer: name, ...settings }: { optimizer: string } = attrs['optimizer']!;
    const steps: number = attrs['steps']!;
    const optimizer = createOptimizer(name, parameters, settings);
    const batch = (step: number) => ({
      x: batchAt(golden.inputs['x']!, step),
      target: batchAt(golden.inputs['target']!, step),
    });
    const losses: number[] = [];
    const norms: number[] = [];
    for (let step = 0; step < steps; step++) {
      const { loss } = run(net, { ...batch(step), training: true });
      loss!.backward();
      losses.push(loss!.item());
      const norm = clipped(parameters, attrs['clip']);
      if (norm !== null) norms.push(norm);
      optimizer.step(losses.at(-1));
      optimizer.zeroGrad();
    }
    const stateAfter = stateOf(net);
    const outputs = { losses: list(losses), gradNorms: list(norms), ...net.params };
    return { outputs: { ...outputs, evalLogits: evaluated(net, batch(0)) }, stateAfter };
  };

/** Nets are made of the ops that have runners. */
export const netRunners = (runners: Runners): Runners => ({
  netGrad: netGrad(runners),
  netTrain: netTrain(runners),
});
