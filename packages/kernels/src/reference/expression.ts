// Dimensions and rules of the contract are small C expressions over integer fields. This file parses them once
// into closures (no `eval`, which pages with a strict content policy forbid).

/** A value of the environment: a scalar, or a vector for `dims` and strides. */
type Value = number | readonly number[];
export type Environment = Readonly<Record<string, unknown>>;
type Evaluate = (env: Environment) => Value;

/** The functions that a rule may call; see `KernelRow` in the contract. */
const functions: Readonly<Record<string, (...args: never[]) => number>> = {
  product: (dims: readonly number[]) => dims.reduce((a, b) => a * b, 1),
  reach: (dims: readonly number[], strides: readonly number[]) => bounds(dims, strides)?.high ?? -1,
  viewInside: (...[dims, strides, offset, length]: ViewArguments) => {
    const range = bounds(dims, strides);
    return Number(range === null || (offset + range.low >= 0 && offset + range.high < length));
  },
  outputSize: (...[size, before, after, kernel, stride, dilation]: OutputSizeArguments) => {
    const room = size + before + after - (kernel - 1) * dilation - 1;
    return room < 0 ? 0 : Math.floor(room / stride) + 1;
  },
};
type ViewArguments = [
  dims: readonly number[],
  strides: readonly number[],
  offset: number,
  length: number,
];
type OutputSizeArguments = [number, number, number, number, number, number];

/** Smallest and largest offset that a strided view touches; null if it is empty. */
function bounds(
  dims: readonly number[],
  strides: readonly number[],
): { low: number; high: number } | null {
  let low = 0;
  let high = 0;
  for (const [axis, size] of dims.entries()) {
    if (size <= 0) return null;
    const far = (size - 1) * strides[axis]!;
    low += Math.min(far, 0);
    high += Math.max(far, 0);
  }
  return { low, high };
}

/** Binary operators by precedence, loosest first; `/` is the integer division of C. */
const levels: readonly Readonly<Record<string, (a: number, b: number) => number>>[] = [
  { '||': (a, b) => Number(a !== 0 || b !== 0) },
  { '&&': (a, b) => Number(a !== 0 && b !== 0) },
  { '==': (a, b) => Number(a === b), '!=': (a, b) => Number(a !== b) },
  {
    '<=': (a, b) => Number(a <= b),
    '>=': (a, b) => Number(a >= b),
    '<': (a, b) => Number(a < b),
    '>': (a, b) => Number(a > b),
  },
  { '+': (a, b) => a + b, '-': (a, b) => a - b },
  { '*': (a, b) => a * b, '/': (a, b) => Math.trunc(a / b), '%': (a, b) => a % b },
];

const TOKEN = /\s*(\d+|[A-Za-z_]\w*|\|\||&&|[=!<>]=|[-+*/%<>()?:,])/y;

function tokenize(text: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (match === null) throw new Error(`contract: cannot read "${text}" at ${at}.`);
    tokens.push(match[1]!);
  }
  return tokens;
}

class Parser {
  private position = 0;
  private readonly tokens: readonly string[];

  constructor(private readonly text: string) {
    this.tokens = tokenize(text);
  }

  parse(): Evaluate {
    const result = this.conditional();
    if (this.position < this.tokens.length) this.fail();
    return result;
  }

  private fail(): never {
    throw new Error(`contract: cannot read "${this.text}" at word ${this.position + 1}.`);
  }

  private take(token: string): boolean {
    if (this.tokens[this.position] !== token) return false;
    this.position++;
    return true;
  }

  private expect(token: string): void {
    if (!this.take(token)) this.fail();
  }

  private conditional(): Evaluate {
    const test = this.binary(0);
    if (!this.take('?')) return test;
    const yes = this.conditional();
    this.expect(':');
    const no = this.conditional();
    return (env) => (test(env) !== 0 ? yes(env) : no(env));
  }

  private binary(level: number): Evaluate {
    const operators = levels[level];
    if (operators === undefined) return this.primary();
    let left = this.binary(level + 1);
    for (;;) {
      const apply = operators[this.tokens[this.position] ?? ''];
      if (apply === undefined) return left;
      this.position++;
      const a = left;
      const b = this.binary(level + 1);
      left = (env) => apply(a(env) as number, b(env) as number);
    }
  }

  private primary(): Evaluate {
    const token = this.tokens[this.position++] ?? this.fail();
    if (token === '(') {
      const inner = this.conditional();
      this.expect(')');
      return inner;
    }
    if (token === '-') {
      const inner = this.primary();
      return (env) => -(inner(env) as number);
    }
    if (/^\d/.test(token)) return () => Number(token);
    if (!/^\w/.test(token)) return this.fail();
    return this.take('(') ? this.call(token) : (env) => env[token] as Value;
  }

  private call(name: string): Evaluate {
    const callee = functions[name] as ((...args: Value[]) => number) | undefined;
    if (callee === undefined) return this.fail();
    const args: Evaluate[] = [];
    do args.push(this.conditional());
    while (this.take(','));
    this.expect(')');
    return (env) => callee(...args.map((argument) => argument(env)));
  }
}

/** Compiles a C expression over the fields of a row; booleans are 0 and 1. */
export function compile(text: string): (env: Environment) => number {
  return new Parser(text).parse() as (env: Environment) => number;
}
