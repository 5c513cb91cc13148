// What can be chosen: names, rules and defaults of all settings. The address bar and the controls both follow this table.

export const activationNames = ['sigmoid', 'tanh', 'relu', 'leakyRelu', 'elu'] as const;
export const hiddenLayers = [1, 2, 3] as const;
/** Units of each hidden layer, as in the batch-norm paper. */
export const hiddenUnits = 100;

/** All that decides a run, besides the data. */
export interface RunSettings {
  readonly lr: number;
  /** Images a step. */
  readonly batch: number;
  readonly activation: (typeof activationNames)[number];
  readonly init: Initialization;
  readonly seed: number;
  /** Steps until training pauses by itself. */
  readonly steps: number;
}

/** What the figures look at; it changes nothing in a run. */
export interface View {
  readonly layer: (typeof hiddenLayers)[number];
  /** Unit of the last hidden layer, from 0. */
  readonly unit: number;
}

/** What draws the weights: `normal-0.03` is a Gaussian of that deviation. */
export type Initialization = 'xavier' | 'he' | `normal-${number}`;

export type Settings = RunSettings & View;

/** One setting: how text becomes a value, and what is said of text that does not. */
export interface Rule<T> {
  readonly initial: T;
  /** To follow "must be". */
  readonly rule: string;
  /** Null for text that breaks the rule. */
  readonly parse: (text: string) => T | null;
}

/** In the order of the address. The values of a run are those of `evenkeel compare` unless chosen otherwise. */
export const rules: { readonly [Key in keyof Settings]: Rule<Settings[Key]> } = {
  lr: number({ initial: 3, above: 0, max: 1000 }),
  batch: whole({
    initial: 60,
    min: 2,
    max: 1000,
    why: ', because batch norm takes statistics over the batch',
  }),
  activation: choice(activationNames, 'sigmoid'),
  init: {
    initial: 'normal-0.03',
    rule: 'xavier, he or normal-DEVIATION with a deviation above 0 and at most 10',
    parse: parseInitialization,
  },
  seed: whole({ initial: 1, min: 0, max: Number.MAX_SAFE_INTEGER }),
  steps: whole({ initial: 2000, min: 1, max: 1_000_000 }),
  layer: choice(hiddenLayers, 1),
  unit: whole({ initial: 0, min: 0, max: hiddenUnits - 1 }),
};

export const settingNames = Object.keys(rules) as (keyof Settings)[];

export const initialSettings = Object.fromEntries(
  settingNames.map((name) => [name, rules[name].initial]),
) as unknown as Settings;

/** The deviation of a Gaussian initialization; null for the others. */
export function deviationOf(init: Initialization): number | null {
  return init.startsWith('normal-') ? Number(init.slice('normal-'.length)) : null;
}

/** Whether two settings start the same run. */
export function sameRun(a: Settings, b: Settings): boolean {
  const view = ['layer', 'unit', 'steps'];
  return settingNames.every((name) => view.includes(name) || a[name] === b[name]);
}

function parseInitialization(text: string): Initialization | null {
  if (text === 'xavier' || text === 'he') return text;
  const deviation = /^normal-(.+)$/.exec(text)?.[1];
  if (deviation === undefined) return null;
  const value = number({ initial: 0, above: 0, max: 10 }).parse(deviation);
  return value === null ? null : `normal-${value}`;
}

function number(range: { initial: number; above: number; max: number }): Rule<number> {
  const { initial, above, max } = range;
  return {
    initial,
    rule: `a number above ${above} and at most ${max}`,
    parse: (text) => {
      const value = /^[\d.]+(e-?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
      return value > above && value <= max ? value : null;
    },
  };
}

function whole(range: { initial: number; min: number; max: number; why?: string }): Rule<number> {
  const { initial, min, max, why = '' } = range;
  return {
    initial,
    rule: `a whole number from ${min} to ${max}${why}`,
    parse: (text) => {
      const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
      return Number.isSafeInteger(value) && value >= min && value <= max ? value : null;
    },
  };
}

function choice<T extends string | number>(choices: readonly T[], initial: T): Rule<T> {
  const names = choices.map(String);
  return {
    initial,
    rule: `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`,
    parse: (text) => choices.find((value) => String(value) === text) ?? null,
  };
}
