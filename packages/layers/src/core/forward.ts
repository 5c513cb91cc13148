// What happens around every forward pass: parameters get their names before they are drawn, reports and errors learn which
// layer runs, listeners hear of the result.
import { inLayer, observing, type Tensor } from '@evenkeel/tensor';
import { located } from './locate-error.js';
import type { Module } from './module.js';

type Forward = (this: Module, ...inputs: never[]) => Tensor;

const watching = new WeakSet<Forward>();

/**
 * Wraps the forward method of a class, once.
 *
 * A module of the user's own names its parameters only when someone asks for them. If its forward pass comes first,
 * its layers would each be the outermost one and two of equal shape would draw equal values; so the pass asks.
 */
export function watchForward(prototype: Module): void {
  const forward = Reflect.get(prototype, 'forward') as Forward | undefined;
  if (forward === undefined || watching.has(forward)) return;
  const watched: Forward = function watched(...inputs) {
    // Called as super.forward(): the method of the class itself is watched already.
    if (this.forward !== watched) return forward.apply(this, inputs);
    this.ensureNamed();
    let output: Tensor;
    try {
      output = observing()
        ? inLayer(this.localName, () => forward.apply(this, inputs))
        : forward.apply(this, inputs);
    } catch (error) {
      throw located(error, this);
    }
    if (this.observed) this.announce(output, inputs);
    return output;
  };
  watching.add(watched);
  Object.defineProperty(prototype, 'forward', {
    value: watched,
    writable: true,
    configurable: true,
  });
}
