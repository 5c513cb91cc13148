// What a model is made of: a table of its layers, and advice on what is wasted.
import { noGrad, tidy, zeros, type Shape, type Tensor } from '@evenkeel/tensor';
import type { Module } from './core/module.js';
import { Parameter } from './core/parameter.js';
import { BatchNorm } from './layers/batch-norm.js';
import { BatchRenorm } from './layers/batch-renorm.js';
import { formatTable } from './summary-table.js';

/** One call of a layer. */
export interface SummaryRow {
  /** Dotted name in the model. */
  readonly name: string;
  /** What it is, such as 'Linear' or 'relu'. */
  readonly kind: string;
  /** Of the output. */
  readonly shape: Shape;
  /** Numbers that it learns; 0 if an earlier row has counted them. */
  readonly parameters: number;
  /** Floating-point operations, two per multiply-add; 0 of layers that do little beside the others. */
  readonly flops: number;
}

export interface Summary {
  readonly rows: readonly SummaryRow[];
  readonly parameters: number;
  readonly flops: number;
  /** What is wasted, in sentences. */
  readonly warnings: readonly string[];
  /** The table. */
  toString(): string;
}

/** A layer that says how many floating-point operations turn an input of a shape into an output of a shape. */
export interface CountsFlops {
  flops(output: Shape, input: Shape): number;
}

interface Call {
  readonly name: string;
  readonly module: Module;
  readonly input: Tensor | undefined;
  readonly output: Tensor;
}

/**
 * Layers, output shapes, parameters and floating-point operations of a model, found by a forward pass of zeros.
 *
 * The pass runs in evaluation mode and records no gradients; parameters that were not drawn yet are drawn. A bias
 * right before batch norm is reported: the mean takes it away again, and beta does its work.
 *
 * @param model  anything that takes one tensor
 * @param shape  of the input, the batch included
 * @returns  rows in order of calls; as a string it is a table
 * @throws ShapeError  the model does not take this shape
 * @example
 * const found = summary(sequential(linear(784, 100), batchNorm(100)), [1, 784]);
 * found.parameters; // 78700
 * found.warnings[0]; // '0: its bias is wasted, since 1 takes the mean away. Pass { bias: false }.'
 */
export function summary(model: Module & { forward(x: Tensor): Tensor }, shape: Shape): Summary {
  return tidy(() => {
    const calls = callsOf(model, shape);
    const counted = new Set<Parameter>();
    const rows = calls.map((call) => rowOf(call, counted));
    const parameters = rows.reduce((sum, row) => sum + row.parameters, 0);
    const flops = rows.reduce((sum, row) => sum + row.flops, 0);
    const found = { rows, parameters, flops, warnings: warningsOf(calls) };
    return { ...found, toString: () => formatTable(found) };
  });
}

/** Runs the model and writes down which layers were called, on what, with what result. */
function callsOf(model: Module & { forward(x: Tensor): Tensor }, shape: Shape): Call[] {
  const calls: Call[] = [];
  const modes = model.modules().map((module) => [module, module.training] as const);
  const stops = model
    .namedModules()
    .filter(([, module]) => module.children().length === 0 || ownParameters(module).length > 0)
    .map(([name, module]) =>
      module.onForward((output, [input]) => calls.push({ name, module, input, output })),
    );
  try {
    model.eval();
    noGrad(() => model.forward(zeros(shape)));
  } finally {
    for (const stop of stops) stop();
    for (const [module, training] of modes)
      if (module.training !== training) module.train(training);
  }
  return calls;
}

function rowOf({ name, module, input, output }: Call, counted: Set<Parameter>): SummaryRow {
  const fresh = ownParameters(module).filter((parameter) => !counted.has(parameter));
  for (const parameter of fresh) counted.add(parameter);
  return {
    name,
    kind: module.kind,
    shape: output.shape,
    parameters: fresh.reduce((sum, { size }) => sum + size, 0),
    flops: 'flops' in module ? (module as CountsFlops).flops(output.shape, input?.shape ?? []) : 0,
  };
}

function ownParameters(module: Module): Parameter[] {
  return Object.values(module).filter((member) => member instanceof Parameter);
}

function warningsOf(calls: readonly Call[]): string[] {
  const makers = new Map(calls.map((call) => [call.output, call]));
  return calls.flatMap(({ name, module, input }) => {
    const before = input === undefined ? undefined : makers.get(input);
    const centers = module instanceof BatchNorm || module instanceof BatchRenorm;
    if (!centers || before === undefined) return [];
    if (!('bias' in before.module) || before.module.bias === null) return [];
    return [
      `${before.name}: its bias is wasted, since ${name} takes the mean away. Pass { bias: false }.`,
    ];
  });
}
