// The commands and their options. What they do stands in commands/.
import { Argument, Command, Option } from 'commander';
import { compare, defaultDirectory, type CompareOptions } from './commands/compare.js';
import { doctor, type DoctorOptions } from './commands/doctor.js';
import { evaluateFile, type EvaluateOptions } from './commands/evaluate.js';
import { defaultRates, train, type TrainOptions } from './commands/train.js';
import {
  activationNames,
  gaussianDeviation,
  defaultInitializer,
  initializerNames,
  modelNames,
} from './models/spec.js';
import { positiveNumber, wholeNumber } from './options.js';
import { optimizerNames, scheduleNames } from './train/job.js';
import { version } from './version.js';

/** The option parser of the whole program; errors are thrown, it never exits by itself. */
export function createProgram(): Command {
  const program = new Command('evenkeel')
    .description('Train neural nets, with and without batch norm, and see why they train.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show this help')
    .showSuggestionAfterError()
    .configureOutput({ outputError: (text, write) => write(oneLine(text)) })
    .exitOverride();
  addCompare(program);
  addTrain(program);
  addEvaluate(program);
  addDoctor(program);
  return program;
}

/** Commander's complaint as one line that also says where help is. */
function oneLine(text: string): string {
  const complaint = text
    .replace(/^error: /, '')
    .replaceAll(/\s*\n\s*/g, ' ')
    .trim();
  return `evenkeel: ${complaint.replace(/[^.?!)]$/, '$&.')} See evenkeel --help.\n`;
}

function addCompare(program: Command): void {
  withModelOptions(program.command('compare'), defaultInitializer.mlp)
    .description(
      "Train the batch-norm paper's net (784-100-100-100-10) twice, from the same weights on the same " +
        'batches, with and without batch norm. Shows figures and a chart, and writes an HTML report.',
    )
    .option('--steps <n>', 'optimizer steps of each net', wholeNumber(1), 2000)
    .option('--every <n>', 'steps between two tests', wholeNumber(1), 200)
    .option('--batch <n>', 'images a step', wholeNumber(2), 60)
    .option('--lr <rate>', 'learning rate of SGD', positiveNumber, 3)
    .option(
      '--out <dir>',
      `directory of the report (default: "${defaultDirectory}"; none with --json)`,
    )
    .option('--json', 'print one JSON document on standard output and nothing else', false)
    .action(async (options: CompareOptions) => compare(options));
}

function addTrain(program: Command): void {
  const rates = Object.entries(defaultRates).map(([name, rate]) => `${rate} for ${name}`);
  withModelOptions(program.command('train'))
    .description('Train one model, test it after each epoch, and save its weights as safetensors.')
    .addOption(new Option('--model <name>', 'net to train').choices(modelNames).default('mlp'))
    .option('--no-batch-norm', 'leave batch norm out')
    .addOption(
      new Option('--epochs <n>', 'passes over the training images')
        .argParser(wholeNumber(1))
        .default(2),
    )
    .addOption(
      new Option('--steps <n>', 'optimizer steps, in place of epochs').argParser(wholeNumber(1)),
    )
    .option('--batch <n>', 'images a step', wholeNumber(2), 64)
    .addOption(
      new Option('--optimizer <name>', 'momentum is SGD with momentum 0.9')
        .choices(optimizerNames)
        .default('momentum'),
    )
    .option('--lr <rate>', `learning rate (default: ${rates.join(', ')})`, positiveNumber)
    .addOption(
      new Option('--schedule <name>', 'cosine lets the learning rate fall to 0 at the last step')
        .choices(scheduleNames)
        .default('cosine'),
    )
    .option('--out <file>', 'file of the weights; checkpoints go beside it', 'model.safetensors')
    .option(
      '--checkpoint-every <n>',
      'steps between two checkpoints (default: an epoch)',
      wholeNumber(1),
    )
    .option('--resume', 'go on from the last checkpoint', false)
    .action(async (options: TrainOptions) => train(options));
}

function addEvaluate(program: Command): void {
  program
    .command('eval')
    .description('Test a saved model.')
    .addArgument(new Argument('<file>', 'weights or checkpoint saved by evenkeel train'))
    .addOption(dataOption())
    .option('--json', 'print one JSON document on standard output and nothing else', false)
    .action(async (file: string, options: EvaluateOptions) => evaluateFile(file, options));
}

function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description(
      'Show version, back ends (and why one is missing), instruction set, threads and data found.',
    )
    .option('--json', 'print one JSON document on standard output and nothing else', false)
    .action(async (options: DoctorOptions) => doctor(options));
}

/** Options that both training commands share. */
function withModelOptions(command: Command, defaultInit?: string): Command {
  const init = new Option(
    '--init <name>',
    `weights: Gaussian of deviation ${gaussianDeviation}, Xavier uniform, He normal`,
  ).choices(initializerNames);
  return command
    .addOption(dataOption())
    .option('--seed <n>', 'seed of weights and batches', wholeNumber(0), 1)
    .addOption(
      new Option('--activation <name>', 'non-linearity of the mlp')
        .choices(activationNames)
        .default('sigmoid'),
    )
    .addOption(defaultInit === undefined ? init : init.default(defaultInit));
}

function dataOption(): Option {
  return new Option(
    '--data <name>',
    'digits (drawn by the program), mnist (looked for in EVENKEEL_DATA, data and ../shared/data), or a directory of IDX files',
  ).default('digits');
}
