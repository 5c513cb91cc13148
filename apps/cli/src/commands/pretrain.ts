// evenkeel pretrain: a deep autoencoder, pre-trained layer by layer and fine-tuned, against principal components.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { writeFileWhole, writeSafetensors } from '@evenkeel/train/node';
import { captureWeights } from 'evenkeel';
import { startBackend } from '../backend.js';
import { checkBatch, loadData } from '../data.js';
import { exitCode } from '../errors.js';
import { listenForInterrupt, type Interrupt } from '../interrupt.js';
import { reconstructionPicture } from '../pretrain/picture.js';
import { PretrainReporter } from '../pretrain/reporter.js';
import { describeSizes, runPretraining, type PretrainOutcome } from '../pretrain/run.js';
import { checkSizes, netMetadata, widthsOf, type PretrainSettings } from '../pretrain/settings.js';
import { progressOn, timeTaken, type Progress } from '../terminal/progress.js';

export interface PretrainOptions extends Omit<PretrainSettings, 'data'> {
  readonly data: string;
  /** Directory of weights and picture; with --json nothing is written unless it is given. */
  readonly out?: string;
  readonly json: boolean;
}

const defaultDirectory = 'evenkeel-pretrain';

/** Runs all phases and shows what came of them. */
export async function pretrainNet(options: PretrainOptions): Promise<void> {
  const progress = progressOn(process.stderr);
  const interrupt = listenForInterrupt(() =>
    progress.say('Stopping after this step and saving; once more to end at once.'),
  );
  try {
    await pretrainUntil(interrupt, progress, options);
  } finally {
    progress.end();
    interrupt.release();
  }
}

async function pretrainUntil(
  interrupt: Interrupt,
  progress: Progress,
  options: PretrainOptions,
): Promise<void> {
  const backend = startBackend();
  const data = await loadData(options.data);
  const settings: PretrainSettings = { ...options, data };
  checkBatch(options.batch, data, { batchNorm: false });
  checkSizes(settings);
  const directory = outputDirectory(options);
  const { onPca, onPretrain, onFineTune, onPoint } = new PretrainReporter(progress, settings, {
    quiet: options.json,
  });
  const outcome = await runPretraining(settings, {
    onPca,
    onPretrain,
    onFineTune,
    onPoint,
    signal: interrupt.signal,
  });
  progress.end();
  const tell = (saved: readonly string[]): void => {
    if (options.json) print(documentOf(settings, outcome, backend.name));
    else process.stdout.write(`${[...figures(settings, outcome), ...saved].join('\n')}\n`);
  };
  const saving = async (): Promise<string[]> =>
    directory === null ? [] : save(directory, settings, outcome);
  tell(await interrupt.withLastWords(() => tell([]), saving));
  if (!outcome.aborted) return;
  progress.say(`Stopped after ${outcome.steps.toLocaleString('en-US')} steps.`);
  process.exitCode = exitCode.interrupted;
}

/** Makes the directory before anything is trained; null if none is wanted. */
function outputDirectory({ out, json }: PretrainOptions): string | null {
  if (json && out === undefined) return null;
  const directory = resolve(out ?? defaultDirectory);
  mkdirSync(directory, { recursive: true });
  return directory;
}

/** Writes weights and picture; gives a line about each. Without a step there is nothing to keep. */
async function save(
  directory: string,
  settings: PretrainSettings,
  { net, basis, steps }: PretrainOutcome,
): Promise<string[]> {
  if (steps === 0) return [];
  const weights = join(directory, 'autoencoder.safetensors');
  await writeSafetensors(weights, captureWeights(net, netMetadata(settings)));
  const picture = join(directory, 'reconstructions.png');
  const rows = [
    (x: Parameters<typeof net.forward>[0]) => net.forward(x),
    (x: Parameters<typeof net.forward>[0]) => basis.decode(basis.encode(x)),
  ];
  await writeFileWhole(picture, reconstructionPicture(settings.data.test, rows));
  return [
    `Weights: ${weights}`,
    `Picture: ${picture} (test images, autoencoder, principal components)`,
  ];
}

/** The summary for a terminal. */
function figures(settings: PretrainSettings, outcome: PretrainOutcome): string[] {
  const { curve, pcaError, seconds } = outcome;
  const row = (name: string, error: number): string =>
    `  ${name.padEnd(44)}${error.toFixed(2).padStart(8)}`;
  const start = settings.method === 'none' ? 'not pre-trained' : `pre-trained (${settings.method})`;
  const rows = curve
    .filter(({ epoch }, i) => epoch === 0 || i === curve.length - 1)
    .map(({ epoch, testError }) =>
      row(
        `autoencoder, ${epoch === 0 ? start : `after ${epoch} epochs of fine-tuning`}`,
        testError,
      ),
    );
  const code = settings.sizes.at(-1);
  return [
    `Squared error per test image of ${settings.data.name}, ${describeSizes(settings)}:`,
    row(`PCA, ${code} components`, pcaError),
    ...rows,
    `Pre-training took ${timeTaken(seconds.pretrain)}, fine-tuning ${timeTaken(seconds.fineTune)} with tests.`,
  ];
}

function documentOf(
  settings: PretrainSettings,
  { pcaError, layerErrors, curve, seconds, aborted }: PretrainOutcome,
  backend: string,
): object {
  const widths = widthsOf(settings);
  return {
    data: settings.data.name,
    seed: settings.seed,
    backend,
    sizes: widths,
    method: settings.method,
    seconds,
    pcaError,
    layers: layerErrors.map((error, i) => ({ visible: widths[i], hidden: widths[i + 1], error })),
    curve,
    testError: curve.at(-1)?.testError ?? null,
    aborted,
  };
}

function print(document: object): void {
  process.stdout.write(`${JSON.stringify(document)}\n`);
}
