// The channel algebra of the type checker: which layers fit behind which. Types only; nothing of this exists at run time.
import type { Layer, wiring } from './layer.js';

type Wiring<L extends Layer> = L[typeof wiring];

/** Channels that a layer takes. */
export type InputOf<L extends Layer> = Wiring<L>['input'];

/** Channels that a layer gives, whatever comes in. */
export type OutputOf<L extends Layer> = Wiring<L>['output'];

/** Whether a layer gives as many channels as it gets: relu, pooling, dropout. */
export type KeepsChannels<L extends Layer> = Wiring<L>['keeps'];

/** Channels behind a layer that gets `Given`. */
type Behind<L extends Layer, Given extends number> =
  KeepsChannels<L> extends true ? Given : OutputOf<L>;

/** Whether `Given` channels may enter where `Expected` are wanted. Plain numbers fit everywhere, indices (never) alone. */
export type Fits<Given extends number, Expected extends number> = number extends Given
  ? true
  : number extends Expected
    ? true
    : [Given] extends [Expected]
      ? [Given] extends [never]
        ? [Expected] extends [never]
          ? true
          : false
        : true
      : false;

/** A type that no layer has: the compiler prints its one property, which is the message. */
export type Miswired<Message extends string> = { readonly [Text in Message]: never };

/** A number of channels in a message; a layer that takes indices, as embeddings do, takes `never` channels. */
export type Counted<Channels extends number> = [Channels] extends [never]
  ? 'indices'
  : `${Channels} channels`;

/** The same at the end of a message, where the word is understood. */
export type Taken<Channels extends number> = [Channels] extends [never] ? 'indices' : Channels;

type Checked<L extends Layer, Given extends number> =
  KeepsChannels<L> extends true
    ? unknown
    : Fits<Given, InputOf<L>> extends true
      ? unknown
      : Miswired<`layer expects ${Counted<InputOf<L>>} but the layer before it gives ${Given}`>;

/** For each layer of a chain: unknown if it fits behind the one before it, else the message. */
export type Wired<
  Layers extends readonly unknown[],
  Given extends number = number,
  Done extends readonly unknown[] = [],
> = Layers extends readonly [infer Head extends Layer, ...infer Rest]
  ? Wired<Rest, Behind<Head, Given>, [...Done, Checked<Head, Given>]>
  : [...Done, ...Layers];

/** Channels that a chain takes: those of its first layer that cares. */
export type FirstInput<Layers extends readonly unknown[]> = Layers extends readonly [
  infer Head extends Layer,
  ...infer Rest,
]
  ? KeepsChannels<Head> extends true
    ? FirstInput<Rest>
    : InputOf<Head>
  : number;

/** Channels that a chain gives: those of its last layer that does not merely keep what it gets. */
export type LastOutput<Layers extends readonly unknown[]> = Layers extends readonly [
  ...infer Rest,
  infer Tail extends Layer,
]
  ? KeepsChannels<Tail> extends true
    ? LastOutput<Rest>
    : OutputOf<Tail>
  : number;

/** Whether every layer of a chain keeps its channels. */
export type AllKeep<Layers extends readonly Layer[]> = KeepsChannels<Layers[number]>;
