// Which model a run trains: chosen by options, written into the saved file, and read back from it.
import { UsageError } from '../errors.js';

export const modelNames = ['mlp', 'lenet', 'alexnet', 'vgg', 'inception', 'resnet20'] as const;
export const activationNames = ['sigmoid', 'tanh', 'relu', 'leakyRelu', 'elu'] as const;
export const initializerNames = ['normal', 'xavier', 'he'] as const;

export type ActivationName = (typeof activationNames)[number];
export type InitializerName = (typeof initializerNames)[number];

/** All that is needed to build a model again. */
export interface ModelSpec {
  readonly model: (typeof modelNames)[number];
  readonly batchNorm: boolean;
  readonly activation: ActivationName;
  readonly init: InitializerName;
  readonly seed: number;
  /** [H, W, C] of the images. */
  readonly shape: readonly [height: number, width: number, channels: number];
  readonly classes: number;
}

/** What draws the weights of a model unless the user says otherwise. */
export const defaultInitializer = (model: ModelSpec['model']): InitializerName =>
  model === 'mlp' ? 'normal' : 'he';

/**
 * Deviation of the small Gaussian weights; the batch-norm paper prints none. At 0.03 the signal of the plain net fades
 * from layer to layer, as the paper describes; at 0.1 it catches up with batch norm after some 1,400 steps.
 */
export const gaussianDeviation = 0.03;

/** What files say nothing about that were saved when there was only one choice. */
const once = { shape: [28, 28, 1], classes: 10 };

/** 28 x 28 x 1, for people. */
export const shapeText = (shape: readonly number[]): string => shape.join(' x ');

const key = 'evenkeel.model';

/** The spec as metadata of a safetensors file. */
export function specMetadata(spec: ModelSpec): Record<string, string> {
  return { [key]: JSON.stringify(spec) };
}

/**
 * The spec that a file was saved with.
 *
 * @throws UsageError  the file has none
 */
export function specOf(metadata: Readonly<Record<string, string>>, file: string): ModelSpec {
  const text = metadata[key];
  const spec: unknown = text === undefined ? null : { ...once, ...parse(text) };
  if (isSpec(spec)) return spec;
  throw new UsageError(
    `${file} does not say which model its weights belong to (metadata "${key}"). Give a file that evenkeel train saved.`,
  );
}

function parse(text: string): object {
  try {
    return Object(JSON.parse(text)) as object;
  } catch {
    return {};
  }
}

function isSpec(value: unknown): value is ModelSpec {
  if (typeof value !== 'object' || value === null) return false;
  const { model, batchNorm, activation, init, seed, shape, classes } = value as Record<
    keyof ModelSpec,
    unknown
  >;
  return (
    modelNames.some((name) => name === model) &&
    typeof batchNorm === 'boolean' &&
    activationNames.some((name) => name === activation) &&
    initializerNames.some((name) => name === init) &&
    isWhole(seed, 0) &&
    isWhole(classes, 1) &&
    Array.isArray(shape) &&
    shape.length === 3 &&
    shape.every((length) => isWhole(length, 1))
  );
}

function isWhole(value: unknown, least: number): boolean {
  return Number.isSafeInteger(value) && (value as number) >= least;
}
