// Debug level 2: prints each kernel with its sizes and time.
import type { Backend, KernelArgs, KernelName } from '@evenkeel/kernels';

/** Node and browsers have it; the language's own types do not know. */
declare const performance: { now(): number };

/** A back end that runs another one and prints a line for each kernel call. */
export function tracingBackend(inner: Backend, print: (line: string) => void): Backend {
  return wrapped(inner, {
    run(name, args) {
      const start = performance.now();
      inner.run(name, args);
      print(`${name} ${sizesOf(args)} ${milliseconds(start)}`);
    },
    runAll(name, list) {
      const start = performance.now();
      inner.runAll(name, list);
      print(`${name} x ${list.length} ${milliseconds(start)}`);
    },
  });
}

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

/** The scalar arguments that say how large the call is. */
function sizesOf(args: KernelArgs<KernelName>): string {
  const texts = Object.entries(args)
    .filter(([name, value]) => sizeNames.has(name) || typeof value === 'string')
    .map(([name, value]) => `${name}=${String(value)}`);
  return texts.join(' ');
}

const sizeNames = new Set(
  'n m k c o h w oh ow kh kw batch outer inner strideH strideW groups'.split(' '),
);

function milliseconds(start: number): string {
  return `${(performance.now() - start).toFixed(3)} ms`;
}
