// Schedules and gradient clipping: the settings of the vectors under the names that this library gives them.
import {
  clipGradNorm, clipGradValue, constantRate, cosineAnnealing, cosineWarmRestarts, cyclicRate, exponentialDecay,
  linearRamp, multiStepDecay, oneCycle, polynomialDecay, reduceOnPlateau, scheduleSequence, stepDecay, warmup, type Schedule,
} from '@evenkeel/optim'; // prettier-ignore
import { tensor, type Tensor } from '@evenkeel/tensor';
import type { GoldenTensor } from '../format.js';
import { toTensor, type Attributes, type RunContext, type Runner, type RunResult } from '../run.js';

/** The cosine that follows a warm-up down to the end of training, if the case has one. */
function afterWarmup({ after, baseLr, etaMin, totalSteps, warmupSteps }: Attributes): {
  after?: Schedule;
} {
  if (after !== 'cosine') return {};
  const steps = totalSteps! - warmupSteps!;
  return { after: cosineAnnealing({ baseLr: baseLr!, steps, minLr: etaMin!, hold: true }) };
}

const schedules: Readonly<Record<string, (attrs: Attributes) => Schedule>> = {
  constant: ({ baseLr }) => constantRate({ baseLr: baseLr! }),
  step: ({ baseLr, stepSize, gamma }) =>
    stepDecay({ baseLr: baseLr!, stepSize: stepSize!, gamma: gamma! }),
  multiStep: ({ baseLr, milestones, gamma }) =>
    multiStepDecay({ baseLr: baseLr!, milestones: milestones!, gamma: gamma! }),
  exponential: ({ baseLr, gamma }) => exponentialDecay({ baseLr: baseLr!, gamma: gamma! }),
  cosineAnnealing: ({ baseLr, tMax, etaMin }) =>
    cosineAnnealing({ baseLr: baseLr!, steps: tMax!, minLr: etaMin! }),
  cosineWarmRestarts: ({ baseLr, t0, tMult, etaMin }) =>
    cosineWarmRestarts({ baseLr: baseLr!, steps: t0!, factor: tMult!, minLr: etaMin! }),
  linear: ({ baseLr, startFactor, endFactor, totalIters }) =>
    linearRamp({
      baseLr: baseLr!,
      steps: totalIters!,
      startFactor: startFactor!,
      endFactor: endFactor!,
    }),
  polynomial: ({ baseLr, totalIters, power }) =>
    polynomialDecay({ baseLr: baseLr!, steps: totalIters!, power: power! }),
  cyclic: (attrs) => {
    const { baseLr, maxLr, stepsUp, ...rest } = attrs;
    return cyclicRate({ ...rest, baseLr: baseLr!, maxLr: maxLr!, stepsUp: stepsUp! });
  },
  sequence: ({ baseLr, startFactor, rampSteps, gamma }) =>
    scheduleSequence([
      {
        schedule: linearRamp({
          baseLr: baseLr!,
          steps: rampSteps!,
          startFactor: startFactor!,
          endFactor: 1,
        }),
        steps: rampSteps!,
      },
      { schedule: exponentialDecay({ baseLr: baseLr!, gamma: gamma! }) },
    ]),
  warmup: (attrs) => {
    const { baseLr, warmupSteps, startFactor } = attrs;
    const settings = { baseLr: baseLr!, steps: warmupSteps!, startFactor: startFactor! };
    return warmup({ ...settings, ...afterWarmup(attrs) });
  },
  oneCycle: ({
    maxLr,
    totalSteps,
    pctStart,
    annealStrategy,
    divFactor,
    finalDivFactor,
    threePhase,
  }) =>
    oneCycle({
      maxLr: maxLr!,
      steps: totalSteps!,
      riseShare: pctStart!,
      shape: annealStrategy!,
      divFactor: divFactor!,
      finalDivFactor: finalDivFactor!,
      threePhase: threePhase!,
    }),
};

function rates({ attrs, golden }: RunContext): number[] {
  const name: string = attrs['schedule']!;
  if (name === 'reduceOnPlateau') {
    const plateau = reduceOnPlateau({ ...attrs, baseLr: attrs['baseLr']! });
    return Array.from(golden.inputs['metrics']!.values, (metric) => plateau.report(metric));
  }
  const create = schedules[name];
  if (create === undefined) throw new Error(`${golden.name}: schedule must be known, got ${name}.`);
  return Array.from({ length: attrs['steps']! }, (_, step) => create(attrs)(step));
}

const schedule: Runner = (context) => {
  const values = rates(context);
  return { outputs: { lr: { shape: [values.length], values } } };
};

/** Parameters that hold the inputs of the case as gradients. */
function holders(inputs: readonly GoldenTensor[]): Tensor[] {
  return inputs.map((gradient) => {
    const parameter = tensor(gradient.values, { shape: gradient.shape, requiresGrad: true });
    parameter.grad = toTensor(gradient);
    return parameter;
  });
}

function clipped({ golden }: RunContext, clip: (parameters: Tensor[]) => number | null): RunResult {
  const names = Object.keys(golden.inputs);
  const parameters = holders(Object.values(golden.inputs));
  const norm = clip(parameters);
  const gradients = names.map((name, i) => [name, parameters[i]!.grad!] as const);
  const totalNorm = norm === null ? {} : { totalNorm: { shape: [], values: [norm] } };
  return { outputs: { ...Object.fromEntries(gradients), ...totalNorm } };
}

export const scheduleRunners = {
  schedule,
  clipGradNorm: (context) => {
    const { maxNorm, normType } = context.attrs;
    const type: number | 'inf' = normType!;
    return clipped(context, (parameters) =>
      clipGradNorm(parameters, maxNorm!, { normType: type === 'inf' ? Infinity : type }),
    );
  },
  clipGradValue: (context) =>
    clipped(context, (parameters) => {
      clipGradValue(parameters, context.attrs['clipValue']!);
      return null;
    }),
} satisfies Readonly<Record<string, Runner>>;
