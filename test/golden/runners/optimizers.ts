// Optimizer trajectories: every parameter after every step, and the loss before it.
import {
  adadelta, adagrad, adam, adamax, adamW, eve, lamb, lion, muon, nAdam, rAdam, rmsProp, sgd,
} from '@evenkeel/optim'; // prettier-ignore
import type { Optimizer } from '@evenkeel/optim';
import {
  add,
  linear,
  matmul,
  mean,
  mul,
  reshape,
  softplus,
  sub,
  sum,
  type Tensor,
} from '@evenkeel/tensor';
import type { Computed } from '../acceptance.js';
import { toTensor, type RunContext, type Runner, type RunResult } from '../run.js';

type Create = (parameters: Tensor[], settings: never) => Optimizer;

const optimizers: Readonly<Record<string, Create>> = {
  adadelta, adagrad, adam, adamax, adamW, eve, lamb, lion, muon, nAdam, rAdam, rmsProp, sgd,
}; // prettier-ignore

/** An optimizer with the settings of the vectors, whose names are those of this library. */
export function createOptimizer(name: string, parameters: Tensor[], settings: object): Optimizer {
  const create = optimizers[name];
  if (create === undefined) throw new Error(`optimizer must be known, got ${name}.`);
  return create(parameters, settings as never);
}

/** The loss before a step, whose gradients it has left in the parameters; null if the gradients are given. */
type Problem = (
  context: RunContext,
  parameters: Readonly<Record<string, Tensor>>,
) => (step: number) => number | null;

/** At step s, parameter p<i> gets the gradient inputs["grad.p<i>"][s]. */
const gradientSequence: Problem =
  ({ golden }, parameters) =>
  (step) => {
    for (const [name, parameter] of Object.entries(parameters)) {
      const all = golden.inputs[`grad.${name}`]!;
      const values = all.values.slice(step * parameter.size, (step + 1) * parameter.size);
      parameter.grad = toTensor({ ...all, shape: parameter.shape, values });
    }
    return null;
  };

const descend = (loss: Tensor): number => {
  loss.backward();
  return loss.item();
};

/** f(p) = p'Ap/2 - b'p + offset. */
const quadratic: Problem = ({ tensor, attrs }, { p }) => {
  const offset: number = attrs['offset'] ?? 0;
  return () => {
    const column = reshape(p!, [p!.size, 1]);
    const curved = mul(sum(mul(column, matmul(tensor('A'), column))), 0.5);
    return descend(add(sub(curved, sum(mul(tensor('b'), p!))), offset));
  };
};

/** f = mean of softplus(z) - y z, z = X w + bias. */
const logistic: Problem = ({ tensor }, { w, bias }) => {
  const targets = tensor('y');
  return () => {
    const column = linear(tensor('X'), reshape(w!, [w!.size, 1]), bias);
    const z = reshape(column, [targets.size]);
    return descend(mean(sub(softplus(z), mul(targets, z))));
  };
};

const problems: Readonly<Record<string, Problem>> = { gradientSequence, quadratic, logistic };

/** The settings that are not the optimizer's own. */
function splitAttrs({
  optimizer,
  problem,
  steps,
  lrSequence,
  offset: _,
  ...settings
}: RunContext['attrs']) {
  const named: { optimizer: string; problem: string; steps: number; lrSequence: number[] } = {
    optimizer: optimizer!,
    problem: problem!,
    steps: steps!,
    lrSequence: lrSequence ?? [],
  };
  return { ...named, settings };
}

function trajectory(context: RunContext): RunResult {
  const { steps, lrSequence, settings, ...names } = splitAttrs(context.attrs);
  const parameters: Record<string, Tensor> = {};
  const outputs: Record<string, Computed & { values: number[] }> = {};
  for (const [name, source] of Object.entries(context.golden.params)) {
    parameters[name] = toTensor(source, true);
    outputs[name] = { shape: [steps, ...source.shape], values: [] };
  }
  const optimizer = createOptimizer(names.optimizer, Object.values(parameters), settings);
  const losses: number[] = [];
  const lossAt = problems[names.problem]!(context, parameters);
  for (let step = 0; step < steps; step++) {
    if (lrSequence[step] !== undefined) optimizer.lr = lrSequence[step]!;
    const loss = lossAt(step);
    if (loss !== null) losses.push(loss);
    optimizer.step(loss ?? undefined);
    optimizer.zeroGrad();
    for (const [name, parameter] of Object.entries(parameters)) {
      outputs[name]!.values.push(...Array.from(parameter.dataSync()));
    }
  }
  const loss = losses.length === 0 ? {} : { loss: { shape: [steps], values: losses } };
  return { outputs: { ...outputs, ...loss } };
}

export const optimizerRunners = { optimizer: trajectory } satisfies Readonly<
  Record<string, Runner>
>;
