// Runs a golden case through the public API and compares everything that it says.
import { tensor, tidy, type Tensor } from '@evenkeel/tensor';
import type { Precision } from '@evenkeel/kernels';
import { fault, type Computed, type Fault } from './acceptance.js';
import type { GoldenCase, GoldenTensor, GoldenTensors } from './format.js';

/**
 * Attributes as JSON gives them. `never` fits whatever an op declares: the ops check values themselves, and a wrong
 * one is a fault of the case.
 */
export type Attributes = Readonly<Record<string, never>>;

/** What a runner is given: the case, and its inputs and params as tensors that require grad where one is wanted. */
export interface RunContext {
  readonly attrs: Attributes;
  readonly golden: GoldenCase;
  /** An input or param by name. */
  readonly tensor: (name: string) => Tensor;
  /** The same, or null if the case has none of that name. */
  readonly optional: (name: string) => Tensor | null;
}

export interface RunResult {
  readonly outputs: Readonly<Record<string, Tensor | Computed>>;
  readonly stateAfter?: Readonly<Record<string, Tensor | Computed>>;
  /** Leaves that hold gradients in the place of the tensors of the context: parameters of layers. */
  readonly leaves?: Readonly<Record<string, Tensor>>;
}

export type Runner = (context: RunContext) => RunResult;

/** What is wrong with one tensor of a case, or with the case as a whole. */
export interface Failure extends Fault {
  /** Such as `output y`; `case` if a runner throws. */
  readonly tensor: string;
}

/** A golden tensor on the present back end. */
export function toTensor(golden: GoldenTensor, requiresGrad = false): Tensor {
  return tensor(golden.values, { shape: golden.shape, requiresGrad });
}

function contextOf(golden: GoldenCase): RunContext {
  const made = new Map<string, Tensor>();
  for (const [name, source] of Object.entries({ ...golden.inputs, ...golden.params })) {
    made.set(name, toTensor(source, name in golden.grads));
  }
  const optional = (name: string): Tensor | null => made.get(name) ?? null;
  return {
    attrs: golden.attrs as Attributes,
    golden,
    optional,
    tensor: (name) => {
      const found = optional(name);
      if (found === null)
        throw new Error(`${golden.name}: an input or param ${name} must exist, got none.`);
      return found;
    },
  };
}

/** Sends the gradients of the case back from the outputs that have one. */
function backward(golden: GoldenCase, outputs: RunResult['outputs']): void {
  if (Object.keys(golden.grads).length === 0) return;
  for (const [name, gradient] of Object.entries(golden.gradOutputs)) {
    const output = outputs[name];
    if (output === undefined || !('backward' in output)) {
      throw new Error(`${golden.name}: output ${name} must be a tensor with a graph, got none.`);
    }
    output.backward(toTensor(gradient), { retainGraph: true });
  }
}

const computed = (result: Tensor | Computed): Computed =>
  'dataSync' in result ? { shape: result.shape, values: result.dataSync() } : result;

interface Group {
  readonly name: string;
  readonly wanted: GoldenTensors;
  readonly got: (name: string) => Tensor | Computed | null | undefined;
}

/** Every tensor of a group: one that was not computed is a fault too. */
function failuresOf({ name: group, wanted, got }: Group, precision: Precision): Failure[] {
  return Object.entries(wanted).flatMap(([name, want]) => {
    const result = got(name) ?? null;
    const found =
      result === null ? { text: 'was not computed' } : fault(computed(result), want, precision);
    return found === null ? [] : [{ tensor: `${group} ${name}`, ...found }];
  });
}

/**
 * Runs one case on the present back end.
 *
 * @returns  what is wrong, an entry for each tensor; empty if the case passes
 */
export function runGolden(golden: GoldenCase, runner: Runner, precision: Precision): Failure[] {
  return tidy(() => {
    const context = contextOf(golden);
    try {
      const { outputs, stateAfter = {}, leaves = {} } = runner(context);
      backward(golden, outputs);
      const gradient = (name: string) => (leaves[name] ?? context.optional(name))?.grad;
      return [
        ...failuresOf(
          { name: 'output', wanted: golden.outputs, got: (name) => outputs[name] },
          precision,
        ),
        ...failuresOf(
          { name: 'state', wanted: golden.stateAfter, got: (name) => stateAfter[name] },
          precision,
        ),
        ...failuresOf({ name: 'gradient of', wanted: golden.grads, got: gradient }, precision),
      ];
    } catch (error) {
      return [{ tensor: 'case', text: String(error) }];
    }
  });
}
