// Finds out what made the loss NaN or infinite, once it is: costs nothing while all is well.
import type { Batch } from '@evenkeel/data';
import { noGrad, withNonFiniteCheck, type Tensor } from '@evenkeel/tensor';
import type { Loss, Model } from '../evaluate.js';

/** A step whose loss is no number, before its backward pass. */
export interface FailedStep {
  readonly model: Model;
  readonly loss: Loss;
  readonly batch: Batch;
  /** From 1 on. */
  readonly step: number;
  /** NaN or an infinity. */
  readonly value: number;
}

/**
 * Training cannot go on: the loss is NaN or infinite. The step was not taken; the checkpoints before it stand.
 *
 * @example
 * try {
 *   await fit(model, { data, optimizer, steps: 1000 });
 * } catch (error) {
 *   if (error instanceof NonFiniteLossError) error.step; // 17
 * }
 */
export class NonFiniteLossError extends Error {
  /** The step, from 1 on. */
  readonly step: number;
  /**
   * What made the first NaN or infinity: an op such as 'matmul'; 'update' or 'gradient' if a parameter had become
   * non-finite in the step before; 'data' if the batch held it.
   */
  readonly op: string;

  constructor({ step, value }: FailedStep, { op, explanation }: Origin) {
    super(`fit: loss must be finite, got ${value} at step ${step}. ${explanation}`);
    this.name = 'NonFiniteLossError';
    this.step = step;
    this.op = op;
  }
}

interface Origin {
  readonly op: string;
  readonly explanation: string;
}

/** Looks for the origin: in the batch, in the parameters, else by running the forward pass again op by op. */
export function explainNonFinite(failed: FailedStep): NonFiniteLossError {
  const origin = fromBatch(failed) ?? fromStepBefore(failed) ?? fromForward(failed);
  return new NonFiniteLossError(failed, origin);
}

function fromBatch({ batch }: FailedStep): Origin | null {
  if (isFinite(batch.x)) return null;
  return { op: 'data', explanation: 'The batch holds NaN or infinity already.' };
}

function fromStepBefore({ model, step }: FailedStep): Origin | null {
  const bad = model.namedParameters().find(([, parameter]) => !isFinite(parameter));
  if (bad === undefined) return null;
  const [name, { grad }] = bad;
  const op = grad !== null && !isFinite(grad) ? 'gradient' : 'update';
  return {
    op,
    explanation:
      step === 1
        ? `Parameter ${name} held it before the first step.`
        : `First, parameter ${name} got it from its ${op} in step ${step - 1}. ` +
          'Try a smaller learning rate; EVENKEEL_DEBUG=3 stops at the op.',
  };
}

function fromForward({ model, loss, batch }: FailedStep): Origin {
  const { first } = withNonFiniteCheck(() => noGrad(() => loss(model.forward(batch.x), batch.y)));
  if (first === null)
    return { op: 'loss', explanation: 'No op of the forward pass gave it again.' };
  return { op: first.op, explanation: `First, ${first.message}` };
}

function isFinite(tensor: Tensor): boolean {
  return tensor.dataSync().every((number: number) => Number.isFinite(number));
}
