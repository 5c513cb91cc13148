// The commands and their options. What they do stands in commands/, loaded when a command runs.
import { Argument, Command, Option } from 'commander';
import type { CompareOptions } from './commands/compare.js';
import type { DataGetOptions, DataListOptions } from './commands/data.js';
import type { DiagnoseOptions } from './commands/diagnose.js';
import type { DoctorOptions } from './commands/doctor.js';
import type { EvaluateOptions } from './commands/evaluate.js';
import type { ExperimentOptions } from './commands/experiment.js';
import type { InitializersOptions } from './commands/initializers.js';
import type { PretrainOptions } from './commands/pretrain.js';
import type { TrainOptions } from './commands/train.js';
import { oneLine, UsageError } from './errors.js';
import { defaultText, experimentNames, fewTestsText } from './experiments/names.js';
import {
  activationNames,
  defaultInitializer,
  gaussianDeviation,
  initializerNames,
  modelNames,
} from './models/spec.js';
import { address, positiveNumber, wholeNumber, wholeNumbers, wordsOf } from './options.js';
import { methodNames } from './pretrain/methods.js';
import { augmentNames } from './train/augment-names.js';
import { defaultRates, optimizerNames, scheduleNames } from './train/settings.js';
import { version } from './version.js';

const environmentHelp = `
Environment:
  EVENKEEL_BACKEND  native, wasm or reference (default: the fastest that loads)
  EVENKEEL_ISA      base, v3, v4 or neon (default: the best of this machine)
  EVENKEEL_THREADS  threads of a kernel (default: OMP_NUM_THREADS, else all cores)
  EVENKEEL_DATA     directory of data sets (default: data, then ../shared/data)
  EVENKEEL_DEBUG    0 to 4; 1 shows where an error came from (default: 0)
  NO_COLOR          no colors`;

/** The option parser of the whole program; errors are thrown, it never exits by itself. */
export function createProgram(): Command {
  const program = new Command('evenkeel')
    .description('Train neural nets, with and without batch norm, and see why they train.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand(false)
    .showSuggestionAfterError()
    .exitOverride()
    .addHelpText('after', environmentHelp);
  complainInOneLine(program, 'evenkeel');
  addCompare(subcommand(program, 'compare'));
  addTrain(subcommand(program, 'train'));
  addPretrain(subcommand(program, 'pretrain'));
  addEvaluate(subcommand(program, 'eval'));
  addInitializers(subcommand(program, 'initializers'));
  addExperiment(subcommand(program, 'experiment'));
  addDiagnose(subcommand(program, 'diagnose'));
  addData(subcommand(program, 'data'));
  addDoctor(subcommand(program, 'doctor'));
  addHelp(subcommand(program, 'help'), program);
  return program;
}

function subcommand(parent: Command, name: string): Command {
  const command = parent.command(name);
  const words = parent.parent === null ? [parent.name(), name] : ['evenkeel', parent.name(), name];
  complainInOneLine(command, words.join(' '));
  return command;
}

/** Commander's complaints as one line that also says where help is. */
function complainInOneLine(command: Command, words: string): void {
  command.configureOutput({
    outputError(text, write) {
      const complaint = oneLine(text).replace(/^error: /, '');
      write(`evenkeel: ${complaint.replace(/[^.?!)]$/, '$&.')} See ${words} --help.\n`);
    },
  });
}

function addCompare(command: Command): void {
  withModelOptions(command, defaultInitializer('mlp'))
    .description(
      "Train the batch-norm paper's net (784-100-100-100-10) twice, from the same weights on the same " +
        'batches, with and without batch norm. Shows figures and a chart; writes an HTML report and the ' +
        'weights of both nets.',
    )
    .option('--steps <n>', 'optimizer steps of each net', wholeNumber(1), 2000)
    .option('--every <n>', 'steps between two tests', wholeNumber(1), 200)
    .option('--batch <n>', 'images a step', wholeNumber(1), 60)
    .option('--lr <rate>', 'learning rate of SGD', positiveNumber, 3)
    .option(
      '--out <dir>',
      'directory of report and weights (default: "evenkeel-report"; with --json none)',
    )
    .option('--json', 'print one JSON document on standard output and nothing else')
    .action(async (options: Partial<CompareOptions>) => {
      const { compare } = await import('./commands/compare.js');
      await compare({ json: false, ...options } as CompareOptions);
    });
}

function addTrain(command: Command): void {
  const rates = Object.entries(defaultRates).map(([name, rate]) => `${rate} for ${name}`);
  withModelOptions(command)
    .description('Train one model, test it after each epoch, and save its weights as safetensors.')
    .addOption(
      new Option('--model <name>', 'net to train; all but mlp are convolutional')
        .choices(modelNames)
        .default('mlp'),
    )
    .option('--no-batch-norm', 'leave batch norm out')
    .option('--epochs <n>', 'passes over the training images', wholeNumber(1), 2)
    .addOption(
      new Option('--steps <n>', 'optimizer steps, in place of epochs')
        .argParser(wholeNumber(1))
        .conflicts('epochs'),
    )
    .option('--batch <n>', 'images a step', wholeNumber(1), 64)
    .addOption(
      new Option('--optimizer <name>', 'momentum is SGD with momentum 0.9')
        .choices(optimizerNames)
        .default('adam'),
    )
    .option('--lr <rate>', `learning rate (default: ${rates.join(', ')})`, positiveNumber)
    .addOption(
      new Option('--schedule <name>', 'cosine lets the learning rate fall to 0 at the last step')
        .choices(scheduleNames)
        .default('cosine'),
    )
    .addOption(augmentOption())
    .option('--out <file>', 'file of the weights; checkpoints go beside it', 'model.safetensors');
  withCheckpointOptions(command).action(async (options: Partial<TrainOptions>) => {
    const { train } = await import('./commands/train.js');
    await train({
      resume: false,
      restart: false,
      anyVersion: false,
      json: false,
      ...options,
    } as TrainOptions);
  });
}

/** What `train` may be told of stopping, going on and looking. */
function withCheckpointOptions(command: Command): Command {
  return command
    .option(
      '--checkpoint-every <n>',
      'steps between two checkpoints (default: an epoch)',
      wholeNumber(1),
    )
    .option(
      '--monitor [n]',
      'look at layers, gradients and steps every n optimizer steps (200), and say what is wrong',
      wholeNumber(1),
    )
    .option(
      '--log <dir>',
      'directory for JSON lines, TensorBoard events and an HTML report; looks at layers, too',
    )
    .option('--resume', 'go on from the last checkpoint of a run that was stopped')
    .option('--restart', 'remove such checkpoints and start anew')
    .option('--any-version', 'go on from checkpoints of another version of evenkeel, too')
    .option('--json', 'print one JSON document on standard output and nothing else');
}

function addPretrain(command: Command): void {
  command
    .description(
      'Pre-train a deep autoencoder layer by layer, fine-tune it, and compare its squared error per test image ' +
        'with that of principal components. Saves weights and a picture of reconstructions.',
    )
    .addOption(dataOption())
    .option('--seed <n>', 'seed of weights, states and batches', wholeNumber(0), 1)
    .addOption(
      new Option('--sizes <list>', 'units of the layers down to the code, which is linear')
        .argParser(wholeNumbers(1))
        .default([1000, 500, 250, 30], '1000,500,250,30'),
    )
    .addOption(
      new Option('--method <name>', 'what the layers are pre-trained as')
        .choices(methodNames)
        .default('rbm'),
    )
    .option('--epochs <n>', 'epochs of pre-training for each layer', wholeNumber(1), 10)
    .option('--fine-tune-epochs <n>', 'epochs of fine-tuning by Adam', wholeNumber(0), 20)
    .option('--batch <n>', 'images a step', wholeNumber(1), 100)
    .option(
      '--lr <rate>',
      'learning rate of fine-tuning; falls to 0 at its end',
      positiveNumber,
      0.001,
    )
    .option(
      '--out <dir>',
      'directory of weights and picture (default: "evenkeel-pretrain"; with --json none)',
    )
    .option('--json', 'print one JSON document on standard output and nothing else')
    .action(async (options: Partial<PretrainOptions>) => {
      const { pretrainNet } = await import('./commands/pretrain.js');
      await pretrainNet({ json: false, ...options } as PretrainOptions);
    });
}

function addEvaluate(command: Command): void {
  command
    .description('Test a saved model.')
    .addArgument(
      new Argument('<file>', 'weights or checkpoint saved by evenkeel train, or by compare'),
    )
    .addOption(dataOption())
    .option('--per-class', 'also print precision, recall and F1 of each class')
    .option(
      '--report <file>',
      'also write an HTML page: confusion matrix, calibration, scores of each class',
    )
    .option('--json', 'print one JSON document on standard output and nothing else')
    .action(async (file: string, options: Partial<EvaluateOptions>) => {
      const { evaluateFile } = await import('./commands/evaluate.js');
      await evaluateFile(file, { json: false, perClass: false, ...options } as EvaluateOptions);
    });
}

function addInitializers(command: Command): void {
  command
    .description(
      'Show what each way to choose first weights makes of a signal, and of its gradient, in a deep net that has not ' +
        'learned anything yet.',
    )
    .addOption(
      new Option('--activation <name>', 'non-linearity behind each layer')
        .choices(activationNames)
        .default('relu'),
    )
    .option('--layers <n>', 'fully connected layers, one behind the other', wholeNumber(1), 30)
    .option('--units <n>', 'units of each layer, and numbers of an input', wholeNumber(1), 256)
    .option('--batch <n>', 'inputs', wholeNumber(2), 256)
    .option('--seed <n>', 'seed of inputs and weights', wholeNumber(0), 1)
    .option('--json', 'print one JSON document on standard output and nothing else')
    .action(async (options: Partial<InitializersOptions>) => {
      const { compareInitializers } = await import('./commands/initializers.js');
      compareInitializers({ json: false, ...options } as InitializersOptions);
    });
}

function addExperiment(command: Command): void {
  command
    .description(
      'Train variants of a small net, or of the way to train it, and show what came of each. ' +
        `They are tested with all test images; those of ${fewTestsText()}.`,
    )
    .addArgument(new Argument('<name>', 'what is varied').choices(experimentNames))
    .addOption(dataOption(defaultText('data')))
    .option(
      '--steps <n>',
      `optimizer steps of each variant (default: ${defaultText('steps')})`,
      wholeNumber(1),
    )
    .option('--batch <n>', 'images of a step', wholeNumber(2), 64)
    .option('--seed <n>', 'seed of weights and batches', wholeNumber(0), 1)
    .option('--report <file>', 'also write an HTML page with the curves')
    .option('--json', 'print one JSON document on standard output and nothing else')
    .action(async (name: string, options: Partial<ExperimentOptions>) => {
      const { runNamed } = await import('./commands/experiment.js');
      await runNamed(name, { json: false, ...options } as ExperimentOptions);
    });
}

function addDiagnose(command: Command): void {
  command
    .description(
      'Say in plain sentences what is wrong with a run, from its log, and write its report anew.',
    )
    .addArgument(new Argument('<dir>', 'directory that evenkeel train --log wrote'))
    .option('--json', 'print one JSON document on standard output and nothing else')
    .action(async (directory: string, options: Partial<DiagnoseOptions>) => {
      const { diagnoseLog } = await import('./commands/diagnose.js');
      await diagnoseLog(directory, { json: false, ...options });
    });
}

function addData(command: Command): void {
  command
    .description('List the known data sets, or get one.')
    .helpCommand(false)
    .allowExcessArguments()
    .action((_, { args: [name] }: Command) => {
      const wrong =
        name === undefined ? 'data needs a command: list or get' : `unknown command '${name}'`;
      throw new UsageError(`${wrong}. See evenkeel data --help.`);
    });
  subcommand(command, 'list')
    .description('Show the known data sets, and which of them are on this machine.')
    .option('--json', 'print one JSON document on standard output and nothing else')
    .action(async (options: Partial<DataListOptions>) => {
      const { listData } = await import('./commands/data.js');
      listData({ json: false, ...options });
    });
  subcommand(command, 'get')
    .description(
      'Download a data set, check it, and unpack it. What is there already is kept; a download that was ' +
        'interrupted goes on. Without a network it says which files to put where.',
    )
    .addArgument(new Argument('<name>', 'a set of evenkeel data list'))
    .option('--to <dir>', 'directory of data sets (default: EVENKEEL_DATA, else data)')
    .option(
      '--from <address>',
      "directory of a mirror, in place of the catalogue's addresses",
      address,
    )
    .action(async (name: string, options: DataGetOptions) => {
      const { getData } = await import('./commands/data.js');
      await getData(name, options);
    });
}

function addDoctor(command: Command): void {
  command
    .description(
      'Show version, back ends (and why one is missing), instruction set, threads, environment and data.',
    )
    .option('--json', 'print one JSON document on standard output and nothing else')
    .action(async (options: Partial<DoctorOptions>) => {
      const { doctor } = await import('./commands/doctor.js');
      doctor({ json: false, ...options });
    });
}

/** Commander's own answers a name that it does not know with the help of the whole program. */
function addHelp(command: Command, program: Command): void {
  command
    .description('Show the help of a command.')
    .argument('[command]')
    .action((name?: string) => {
      const known = program.commands.find((candidate) => candidate.name() === name);
      if (name !== undefined && known === undefined) {
        throw new UsageError(`unknown command '${name}'. See evenkeel --help.`);
      }
      (known ?? program).outputHelp();
    });
}

/** Options that both training commands share. */
function withModelOptions(command: Command, defaultInit?: string): Command {
  const unlessGiven =
    defaultInit === undefined ? ' (default: normal for mlp, he for the others)' : '';
  const init = new Option(
    '--init <name>',
    `weights: Gaussian of deviation ${gaussianDeviation}, Xavier uniform or He normal${unlessGiven}`,
  ).choices(initializerNames);
  const sigmoid = defaultInit === undefined ? ' (default: sigmoid)' : '';
  const activation = new Option(
    '--activation <name>',
    `non-linearity of the mlp${sigmoid}`,
  ).choices(activationNames);
  return command
    .addOption(dataOption())
    .option('--seed <n>', 'seed of weights and batches', wholeNumber(0), 1)
    .addOption(defaultInit === undefined ? activation : activation.default('sigmoid'))
    .addOption(defaultInit === undefined ? init : init.default(defaultInit));
}

function augmentOption(): Option {
  return new Option(
    '--augment <list>',
    `changes the training images at random: ${augmentNames.join(', ')}, with commas between them`,
  ).argParser(wordsOf(augmentNames));
}

/** With a text of defaults in the place of the default, where it depends on other options. */
function dataOption(defaults?: string): Option {
  const places = 'looked for in EVENKEEL_DATA, data and ../shared/data';
  const said = defaults === undefined ? '' : ` (default: ${defaults})`;
  const option = new Option(
    '--data <name>',
    `digits (drawn by the program), a set of evenkeel data list such as mnist or cifar10 (${places}), or a directory of IDX files${said}`,
  );
  return defaults === undefined ? option.default('digits') : option;
}
