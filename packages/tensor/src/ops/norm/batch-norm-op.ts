// The kernels of batch norm and their gradients; batchNorm checks the arguments and chooses.
import { finish } from '../../core/finish.js';
import type { Node, Operation } from '../../core/node.js';
import type { Tensor } from '../../core/tensor.js';
import { allocate, type Value } from '../../core/value.js';

/** Checked arguments. */
export interface NormArguments {
  readonly x: Tensor;
  readonly gamma: Tensor | null;
  readonly beta: Tensor | null;
  readonly residual: Tensor | null;
  readonly m: number;
  readonly c: number;
  readonly eps: number;
  readonly activation: 'none' | 'relu';
}

export interface RunningStatistics {
  readonly mean: Value | null;
  readonly variance: Value | null;
  readonly momentum: number;
}

interface Attributes {
  readonly training: boolean;
  readonly gamma: Value | null;
  readonly beta: Value | null;
  /** Kept only for relu after a residual. */
  readonly y: Value | null;
  /** Places among the inputs, or -1. */
  readonly gammaAt: number;
  readonly betaAt: number;
  readonly residualAt: number;
  readonly m: number;
  readonly c: number;
  readonly eps: number;
  readonly activation: 'none' | 'relu';
}

/** `scale` is 1 / sqrt(variance + eps) of the batch in training, else the running variance. */
type Saved = readonly [x: Value, mean: Value, scale: Value, ...others: Value[]];

const operation: Operation<Saved, Attributes> = { name: 'batchNorm', gradient };

function gradient(node: Node<Saved, Attributes>, dy: Value): void {
  const [x, mean, scale] = node.saved;
  const of = node.attributes;
  const { gamma, beta, y, m, c, activation } = of;
  const vector = (at: number): Value | null => (node.wants(at) ? allocate(dy, [c]) : null);
  const dx = node.wants(0) ? allocate(dy, x.shape) : null;
  const dresidual = node.wants(of.residualAt) ? allocate(dy, x.shape) : null;
  const dgamma = vector(of.gammaAt);
  const dbeta = vector(of.betaAt);
  const fields = {
    x: x.handle,
    dy: dy.handle,
    y: handleOf(y),
    gamma: handleOf(gamma),
    beta: handleOf(beta),
    mean: mean.handle,
    dx: handleOf(dx),
    dresidual: handleOf(dresidual),
    dgamma: handleOf(dgamma),
    dbeta: handleOf(dbeta),
    m,
    c,
    activation,
  };
  if (of.training) dy.backend.run('batchNormGrad', { rstd: scale.handle, ...fields });
  else if (m > 0) {
    const { eps } = of;
    dy.backend.run('batchNormInferenceGrad', { variance: scale.handle, eps, ...fields });
  }
  if (dx !== null) node.give(0, dx);
  if (dgamma !== null) node.give(of.gammaAt, dgamma);
  if (dbeta !== null) node.give(of.betaAt, dbeta);
  if (dresidual !== null) node.give(of.residualAt, dresidual);
}

const handleOf = (value: Value | null): number | null => value?.handle ?? null;

/** By the batch's own statistics; updates the running ones that are given. */
export function trainingNorm(args: NormArguments, running: RunningStatistics): Tensor {
  const x = args.x.use('batchNorm', 'x');
  const { m, c, eps, activation } = args;
  const y = allocate(x, x.shape);
  const mean = allocate(x, [c]);
  const rstd = allocate(x, [c]);
  x.backend.run('batchNorm', {
    x: x.handle,
    residual: args.residual?.handle ?? null,
    gamma: args.gamma?.handle ?? null,
    beta: args.beta?.handle ?? null,
    y: y.handle,
    mean: mean.handle,
    rstd: rstd.handle,
    runningMean: handleOf(running.mean),
    runningVar: handleOf(running.variance),
    momentum: running.momentum,
    m,
    c,
    eps,
    activation,
  });
  const result = onTape(args, y, { x, mean, scale: rstd, training: true });
  mean.release();
  rstd.release();
  return result;
}

/** By given statistics, which count as constants. */
export function inferenceNorm(args: NormArguments, mean: Value, variance: Value): Tensor {
  const x = args.x.use('batchNorm', 'x');
  const { m, c, eps, activation } = args;
  const y = allocate(x, x.shape);
  x.backend.run('batchNormInference', {
    x: x.handle,
    residual: args.residual?.handle ?? null,
    gamma: args.gamma?.handle ?? null,
    beta: args.beta?.handle ?? null,
    mean: mean.handle,
    variance: variance.handle,
    y: y.handle,
    m,
    c,
    eps,
    activation,
  });
  return onTape(args, y, { x, mean, scale: variance, training: false });
}

interface Statistics {
  readonly x: Value;
  readonly mean: Value;
  readonly scale: Value;
  readonly training: boolean;
}

function onTape(args: NormArguments, y: Value, statistics: Statistics): Tensor {
  const { m, c, eps, activation } = args;
  const { x, mean, scale, training } = statistics;
  const inputs: Tensor[] = [args.x];
  const place = (tensor: Tensor | null): number => (tensor === null ? -1 : inputs.push(tensor) - 1);
  const gammaAt = place(args.gamma);
  const betaAt = place(args.beta);
  const residualAt = place(args.residual);
  const gamma = args.gamma?.value ?? null;
  const beta = args.beta?.value ?? null;
  const mask = activation === 'relu' && residualAt >= 0 ? y : null;
  const others = [gamma, beta, mask].filter((value) => value !== null);
  const attributes = {
    training,
    gamma,
    beta,
    y: mask,
    gammaAt,
    betaAt,
    residualAt,
    m,
    c,
    eps,
    activation,
  };
  return finish(operation, y, { inputs, saved: [x, mean, scale, ...others], attributes });
}
