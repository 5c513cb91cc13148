// The module: a tree of parts with parameters. Parts are found where they stand, in the properties of the object;
// nothing is registered.
import type { Generator, Tensor } from '@evenkeel/tensor';
import { watchForward } from './forward.js';
import { refuseHidden } from './hidden-parts.js';
import { Counter, Parameter, StateBuffer } from './parameter.js';
import { RandomState } from './random-state.js';
import { loadState, saveState, type LoadOptions, type StateDict } from './state-dict.js';

/** What a listener of `Module.onForward` gets. */
export type ForwardListener = (output: Tensor, inputs: readonly Tensor[]) => void;

/** Anything of a module that has a name in its state. */
export type ModuleState = Parameter | StateBuffer | Counter | RandomState;

/**
 * A part of a network: layers, containers, whole models.
 *
 * Own properties that are a Parameter, a StateBuffer, a Counter, a RandomState, a Module or an array of modules belong
 * to the module. Their dotted names ("hidden.weight", "blocks.0.weight") are those of its state, and give each parameter the
 * stream of random numbers it is drawn from. Modules and parameters that stand in other containers
 * alone, and tensors made to require grad that are no Parameter, are an error, results kept of a pass are not; what stands in
 * `#private` fields cannot be seen: TypeScript's `private` can.
 */
export abstract class Module {
  #training = true;
  #frozen = false;
  #named = false;
  #localName = '';
  #listeners: ForwardListener[] | null = null;

  constructor() {
    watchForward(new.target.prototype);
  }

  abstract forward(...inputs: never[]): Tensor;

  /** What it is, as `summary` prints it: the name of the class, unless a class says otherwise. */
  get kind(): string {
    return this.constructor.name;
  }

  /** Whether layers that differ in training, such as batch norm and dropout, behave as in training. */
  get training(): boolean {
    return this.#training;
  }

  /** Whether `requiresGrad = false` was set on this module or one around it. */
  get frozen(): boolean {
    return this.#frozen;
  }

  /**
   * false freezes the module: its parameters get no gradient, and its batch-norm layers neither use nor update
   * statistics of the batch, in training mode either. Reads as false while nothing in it can learn.
   */
  get requiresGrad(): boolean {
    if (this.#frozen) return false;
    const parameters = this.parameters();
    return parameters.length === 0 || parameters.some((parameter) => parameter.requiresGrad);
  }

  set requiresGrad(wanted: boolean) {
    for (const module of this.modules()) module.#frozen = !wanted;
    for (const parameter of this.parameters()) parameter.requiresGrad = wanted;
  }

  /** Puts this module and all inside into training mode, or with `false` into evaluation mode. */
  train(mode = true): this {
    for (const module of this.modules()) module.#training = mode;
    return this;
  }

  /** Puts this module and all inside into evaluation mode. */
  eval(): this {
    return this.train(false);
  }

  /** The modules directly inside, by name. Containers may override it. */
  children(): [name: string, child: Module][] {
    const found: [string, Module][] = [];
    for (const [name, member] of Object.entries(this)) {
      if (member instanceof Module) found.push([name, member]);
      else if (Array.isArray(member)) {
        member.forEach((element, i) => {
          if (element instanceof Module) found.push([`${name}.${i}`, element]);
        });
      }
    }
    return found;
  }

  /** This module and all inside, each once, outermost first. */
  modules(): Module[] {
    return this.namedModules().map(([, module]) => module);
  }

  /** The same with dotted names; the name of the module itself is ''. */
  namedModules(): [name: string, module: Module][] {
    const found: [string, Module][] = [];
    const seen = new Set<Module>();
    const visit = (name: string, module: Module) => {
      if (seen.has(module)) return;
      seen.add(module);
      found.push([name, module]);
      for (const [inner, child] of module.children()) {
        child.#localName = inner;
        visit(joined(name, inner), child);
      }
    };
    visit('', this);
    refuseHidden(seen, isModule);
    return found;
  }

  /** Everything that is saved, by dotted name, each once: parameters, running statistics, counters, generators. */
  namedState(): [name: string, state: ModuleState][] {
    const found: [string, ModuleState][] = [];
    const seen = new Set<ModuleState>();
    for (const [path, module] of this.namedModules()) {
      for (const [name, member] of Object.entries(module)) {
        if (!isState(member) || seen.has(member)) continue;
        seen.add(member);
        found.push([joined(path, name), member]);
      }
    }
    for (const [name, state] of found) if (!(state instanceof Counter)) state.rename(name);
    return found;
  }

  /** The parameters by dotted name, those that are shared once. */
  namedParameters(): [name: string, parameter: Parameter][] {
    return this.namedState().filter(
      (entry): entry is [string, Parameter] => entry[1] instanceof Parameter,
    );
  }

  /** The parameters, in the order of their names in the source. */
  parameters(): Parameter[] {
    return this.namedParameters().map(([, parameter]) => parameter);
  }

  /** A copy of all parameters and running statistics. */
  stateDict(): StateDict {
    return saveState(this);
  }

  /**
   * Puts saved values in the place of parameters and running statistics; all of them or, on an error, none.
   *
   * @param state  what `stateDict` of an equal model gave
   * @param options  strict = true: names that are missing or unexpected are an error
   * @throws ArgumentError  missing or unexpected names, or a dtype that cannot be converted
   * @throws ShapeError  a shape that differs
   */
  loadStateDict(state: StateDict, options: LoadOptions = {}): void {
    loadState(this, state, options);
  }

  /** Draws all parameters anew, each from the stream of its name; resets running statistics. */
  draw(generator: Generator): void {
    for (const [name, state] of this.namedState()) {
      if (state instanceof Counter) state.value = 0;
      else state.draw(generator.fork(name));
    }
  }

  /**
   * Calls `listener` after each forward pass of this module.
   *
   * @returns  a function that takes the listener away again
   * @example
   * const stop = model.onForward((output) => console.log(output.shape));
   */
  onForward(listener: ForwardListener): () => void {
    (this.#listeners ??= []).push(listener);
    return () => {
      const rest = this.#listeners?.filter((other) => other !== listener) ?? [];
      this.#listeners = rest.length === 0 ? null : rest;
    };
  }

  /** Whether a listener waits for this module, so that it must not be fused away. */
  get observed(): boolean {
    return this.#listeners !== null;
  }

  /** @internal Its name in the module around it, for reports; '' outside of all. */
  get localName(): string {
    return this.#localName;
  }

  /**
   * Gives what the module holds so far its names. For the end of constructors: parameters may be used before the first
   * forward pass, which names once more what subclasses have added.
   */
  protected nameParts(): void {
    this.namedState();
  }

  /** @internal Names everything, once. */
  ensureNamed(): void {
    if (this.#named) return;
    this.#named = true;
    this.nameParts();
  }

  /** @internal */
  announce(output: Tensor, inputs: readonly Tensor[]): void {
    for (const listener of this.#listeners ?? []) listener(output, inputs);
  }
}

const isModule = (member: unknown): boolean => member instanceof Module;

const kinds = [Parameter, StateBuffer, Counter, RandomState] as const;

function isState(member: unknown): member is ModuleState {
  return kinds.some((kind) => member instanceof kind);
}

function joined(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
