// Debug level 2: prints each kernel with its sizes and time.
import {
  contract,
  type Backend,
  type Field,
  type KernelArgs,
  type KernelName,
} from '@evenkeel/kernels';

/** Node and browsers have it; the language's own types do not know. */
declare const performance: { now(): number };

/** A back end that runs another one and prints a line for each kernel call. */
export function tracingBackend(inner: Backend, print: (line: string) => void): Backend {
  return wrapped(inner, {
    record: neverRecords,
    run(name, args) {
      const start = performance.now();
      inner.run(name, args);
      print(`${name} ${sizesOf(name, args)} ${milliseconds(start)}`);
    },
    runAll(name, list) {
      const start = performance.now();
      inner.runAll(name, list);
      print(`${name} x ${list.length} ${milliseconds(start)}`);
    },
  });
}

/** A replay would pass by whoever looks at each call. */
export const neverRecords = (): null => null;

/** `inner` with some of its methods replaced. */
export function wrapped(inner: Backend, replaced: Partial<Backend>): Backend {
  return new Proxy(inner, {
    get(target, property) {
      const owner = Object.hasOwn(replaced, property) ? replaced : target;
      const member: unknown = Reflect.get(owner, property);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
}

/** The scalar arguments that say how large the call is, and which function it computes. */
function sizesOf<K extends KernelName>(name: K, args: KernelArgs<K>): string {
  const fields: Readonly<Record<string, Field>> = contract[name].fields;
  const texts = Object.entries(args)
    .filter(([key]) => sizeKinds.has(fields[key]?.kind ?? 'buffer'))
    .map(([key, value]) => `${key}=${String(value)}`);
  return texts.join(' ');
}

const sizeKinds = new Set(['i32', 'choice']);

function milliseconds(start: number): string {
  return `${(performance.now() - start).toFixed(3)} ms`;
}
