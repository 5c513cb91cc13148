// The API reference is made from the docstrings without a warning, and says of every public function what it takes, what
// it gives, what it refuses, and how it is used. That the examples are true, test/examples shows.
import { describe, expect, it } from 'vitest';
import { readReference } from './read-reference.js';

/** Functions that refuse nothing: whatever the compiler lets through is right. */
const refuseNothing = new Set(
  [
    'kernels: choice contractHash createReferenceBackend f32 flag i32 i32s kernel normalPair philox philoxBlock wordsOf',
    'tensor: cannotReplay debugBackend debugNote formatShape inEachReplay recordedStep inLayer keep memory noGrad observing setBackend setBackendProvider shownKind sizeOf tidy watchLeaks',
    'init: constant initializer ones zeros',
    'layers: firstUnrepeatable foldBatchNorm inEvaluationMode initialize parameter passKey preservingMode setFusion stateBuffer weightNorm',
    'optim: decayGroups',
    'data: bytesSource catalogRow compose meanImage pixelStatistics sliceDataset standardizeEach',
    'data/node: findMnist isRunning',
    'train: captureRun captureWeights recordedLoss selfSupervised',
    'train/browser: serveFit',
    'train/node: serveFit',
    'monitor: diagnose encodeEntry runLog',
    'evenkeel: backends setDebugLevel',
  ].flatMap((line) => {
    const [module, names] = line.split(': ') as [string, string];
    const prefix = module === 'evenkeel' ? module : `@evenkeel/${module}`;
    return names.split(' ').map((name) => `${prefix}.${name}`);
  }),
);

/** The vocabulary of the contract is used in one place, the contract, which is its example. */
const exampleElsewhere = new Set(
  'choice contractHash f32 flag i32 i32s kernel normalPair philoxBlock wordsOf'
    .split(' ')
    .map((name) => `@evenkeel/kernels.${name}`),
);

const reference = await readReference();

describe('API reference', () => {
  it('is made without warnings', () => {
    expect(reference.output).toBe('');
    expect(reference.functions.length).toBeGreaterThan(250);
  });

  it.each(reference.functions)('$name says what it does, takes, gives and refuses', (entry) => {
    expect(entry.summary, 'a first sentence').not.toBe('');
    expect(entry.undocumented, 'parameters without a word').toEqual([]);
    expect(entry.returns || entry.givesNothing, '@returns').toBe(true);
    expect(entry.throws, '@throws').toBe(!refuseNothing.has(entry.name));
    expect(entry.example, '@example').toBe(!exampleElsewhere.has(entry.name));
  });

  it('names only functions that there are', () => {
    const names = new Set(reference.functions.map(({ name }) => name));
    const listed = [...refuseNothing, ...exampleElsewhere];
    expect(listed.filter((name) => !names.has(name))).toEqual([]);
  });
});
