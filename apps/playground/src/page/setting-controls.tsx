// What decides a run. Changing one begins the run anew.
import { activationNames, rules, type Initialization, type RunSettings } from '../settings.js';
import { initializationText } from './format.js';
import { change, settings } from './store.js';

const rates = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100];
const batches = [2, 4, 8, 16, 30, 60, 120, 250, 500];
const initializations: readonly Initialization[] = [
  'normal-0.01',
  'normal-0.03',
  'normal-0.1',
  'normal-1',
  'xavier',
  'he',
];

type Chosen = 'lr' | 'batch' | 'activation' | 'init';

interface SelectProps<Key extends Chosen> {
  readonly name: Key;
  readonly label: string;
  readonly choices: readonly RunSettings[Key][];
  readonly text?: (choice: RunSettings[Key]) => string;
}

/** A list of usual values; one that the address brought and that is not among them joins it. */
function Select<Key extends Chosen>({ name, label, choices, text = String }: SelectProps<Key>) {
  const current: RunSettings[Key] = settings.value[name];
  const all = choices.includes(current) ? choices : [...choices, current];
  return (
    <label>
      <span>{label}</span>
      <select
        name={name}
        value={String(current)}
        onChange={({ currentTarget }) => {
          const chosen = all[currentTarget.selectedIndex];
          if (chosen !== undefined) change({ [name]: chosen });
        }}
      >
        {all.map((choice) => (
          <option key={choice} value={String(choice)} selected={choice === current}>
            {text(choice)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** A whole number to type; one that breaks the rule goes back to what it was. */
function Whole({ name, label }: { readonly name: 'seed' | 'steps'; readonly label: string }) {
  const { parse, rule } = rules[name];
  return (
    <label>
      <span>{label}</span>
      <input
        type="number"
        name={name}
        min={name === 'steps' ? 1 : 0}
        step={name === 'steps' ? 100 : 1}
        title={`${label} must be ${rule}.`}
        value={settings.value[name]}
        onChange={({ currentTarget }) => {
          const value = parse(currentTarget.value);
          if (value === null) currentTarget.value = String(settings.value[name]);
          else change({ [name]: value });
        }}
      />
    </label>
  );
}

export function SettingControls() {
  return (
    <form
      class="settings"
      aria-label="Settings of the run"
      onSubmit={(event) => event.preventDefault()}
    >
      <Select name="lr" label="Learning rate" choices={rates} />
      <Select name="activation" label="Activation" choices={activationNames} />
      <Select
        name="init"
        label="First weights"
        choices={initializations}
        text={initializationText}
      />
      <Select name="batch" label="Batch size" choices={batches} />
      <Whole name="seed" label="Seed" />
      <Whole name="steps" label="Pause after steps" />
    </form>
  );
}
