// What an optimizer knows of one parameter, and the groups that parameters come in.
import { full, keep, type Tensor } from '@evenkeel/tensor';

/** One parameter and the state that an optimizer keeps for it. */
export class Slot {
  readonly parameter: Tensor;
  /** Steps that this parameter has taken part in. */
  steps = 0;
  /** Tensors of the parameter's shape by name, such as "velocity". */
  readonly state = new Map<string, Tensor>();

  constructor(parameter: Tensor) {
    this.parameter = parameter;
  }

  /** The state tensor of that name; filled with `start` when it is first asked for. */
  tensor(name: string, start = 0): Tensor {
    const present = this.state.get(name);
    if (present !== undefined) return present;
    const made = keep(full(this.parameter.shape, start));
    this.state.set(name, made);
    return made;
  }

  /** Puts another tensor in the place of a state tensor, which is freed. */
  replace(name: string, next: Tensor): Tensor {
    this.state.get(name)?.dispose();
    this.state.set(name, keep(next));
    return next;
  }
}

/** Parameters that are updated with the same settings. */
export interface Group<Settings> {
  settings: Settings;
  readonly slots: readonly Slot[];
  /** Learning rate of the group over that of the optimizer; a schedule keeps it. */
  readonly lrRatio: number;
}

/** Parameters, or groups of them with settings of their own. */
export type Parameters<Settings> =
  readonly Tensor[] | readonly ({ readonly parameters: readonly Tensor[] } & Partial<Settings>)[];
