// The run: principal components to compare with, pre-training layer by layer, fine-tuning of the whole.
import {
  adam,
  cosineAnnealing,
  fit,
  generator,
  loader,
  pca,
  pretrain,
  reconstructionError,
  selfSupervised,
  type Autoencoder,
  type Loader,
  type PretrainEvent,
  type PretrainResult,
  type PrincipalComponents,
  type TrainEvent,
} from 'evenkeel';
import { testLoader } from '../data.js';
import { buildNet, buildStack, widthsOf, type PretrainSettings } from './settings.js';

/** Squared error per test image after an epoch of fine-tuning; epoch 0 is before it. */
export interface CurvePoint {
  readonly epoch: number;
  readonly testError: number;
}

export interface PretrainOutcome {
  readonly basis: PrincipalComponents;
  /** Squared error per test image of the principal components. */
  readonly pcaError: number;
  /** Squared error of each layer's last epoch of pre-training. */
  readonly layerErrors: readonly number[];
  readonly curve: readonly CurvePoint[];
  readonly net: Autoencoder;
  /** Steps of both phases; 0 if nothing was learned. */
  readonly steps: number;
  readonly aborted: boolean;
  readonly seconds: { readonly pca: number; readonly pretrain: number; readonly fineTune: number };
}

export interface PretrainListener {
  readonly onPca: (error: number, seconds: number) => void;
  readonly onPretrain: (event: PretrainEvent) => void;
  readonly onFineTune: (event: TrainEvent) => void;
  readonly onPoint: (point: CurvePoint) => void;
  readonly signal: AbortSignal;
}

const clock = (): number => performance.now() / 1000;

/** Runs all phases until the signal stops it. */
export async function runPretraining(
  settings: PretrainSettings,
  listener: PretrainListener,
): Promise<PretrainOutcome> {
  const test = testLoader(settings.data.test);
  const started = clock();
  const basis = pca(inOrder(settings), { components: settings.sizes.at(-1)! });
  const pcaError = await reconstructionError((x) => basis.decode(basis.encode(x)), test);
  const pcaSeconds = clock() - started;
  listener.onPca(pcaError, pcaSeconds);

  const stack = buildStack(settings);
  const pretrained = await pretrainStack(stack, settings, listener);
  const net = buildNet(settings, stack);
  const tuned = await fineTune(net, { settings, listener, test });
  return {
    basis,
    pcaError,
    layerErrors: pretrained.errors,
    curve: tuned.curve,
    net,
    steps: pretrained.steps + tuned.steps,
    aborted: listener.signal.aborted,
    seconds: { pca: pcaSeconds, pretrain: pretrained.seconds, fineTune: tuned.seconds },
  };
}

async function pretrainStack(
  stack: ReturnType<typeof buildStack>,
  settings: PretrainSettings,
  { onPretrain, signal }: PretrainListener,
): Promise<Pick<PretrainResult, 'errors' | 'steps' | 'seconds'>> {
  if (stack.length === 0) return { errors: [], steps: 0, seconds: 0 };
  const data = shuffled(settings, 'pre-training');
  return pretrain(stack, { data, epochs: settings.epochs, onEvent: onPretrain, signal });
}

interface FineTuning {
  readonly settings: PretrainSettings;
  readonly listener: PretrainListener;
  readonly test: Loader;
}

/** Adam on the cross-entropy, its rate falling to 0 as a cosine; the test error after each epoch. */
async function fineTune(
  net: Autoencoder,
  { settings, listener, test }: FineTuning,
): Promise<{ curve: readonly CurvePoint[]; steps: number; seconds: number }> {
  const curve: CurvePoint[] = [];
  if (listener.signal.aborted) return { curve, steps: 0, seconds: 0 };
  const started = clock();
  const point = async (epoch: number): Promise<void> => {
    const made = { epoch, testError: await reconstructionError((x) => net.forward(x), test) };
    curve.push(made);
    listener.onPoint(made);
  };
  await point(0);
  const data = shuffled(settings, 'fine-tuning');
  const steps = settings.fineTuneEpochs * data.length;
  const { step } = await fit(selfSupervised(net), {
    data,
    optimizer: adam(net.parameters(), { lr: settings.lr }),
    schedule: cosineAnnealing({ baseLr: settings.lr, steps: Math.max(1, steps) }),
    loss: (value) => value,
    steps,
    signal: listener.signal,
    onEvent: async (event) => {
      listener.onFineTune(event);
      if (event.kind === 'step' && event.step % data.length === 0) {
        await point(event.step / data.length);
      }
    },
  });
  return { curve, steps: step, seconds: clock() - started };
}

/** Training images in an order of the phase's own. */
function shuffled({ data, batch, seed }: PretrainSettings, phase: string): Loader {
  return loader(data.train, { batch, generator: generator(seed).fork(phase), dropLast: true });
}

function inOrder({ data }: PretrainSettings): Loader {
  return loader(data.train, { batch: 1000, shuffle: false });
}

/** Such as 784-1000-500-250-30. */
export function describeSizes(settings: PretrainSettings): string {
  return widthsOf(settings).join('-');
}
