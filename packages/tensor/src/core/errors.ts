// The errors that a wrong argument raises, all of the form `op: argument must be RULE, got VALUE. Hint.`

/** What an error about one argument of one op consists of. */
export interface ArgumentProblem {
  readonly op: string;
  readonly argument: string;
  /** The rule, such as "[N, H, W, 3]". */
  readonly expected: string;
  /** What came instead. */
  readonly received: string;
  /** A sentence that helps, with its full stop. */
  readonly hint?: string;
}

/**
 * An argument of an op breaks a rule.
 *
 * @example
 * try {
 *   clip(tensor([1]), { min: 2, max: 1 });
 * } catch (error) {
 *   error.argument; // 'max'
 * }
 */
export class ArgumentError extends Error {
  readonly op: string;
  readonly argument: string;
  readonly expected: string;
  readonly received: string;

  constructor(problem: ArgumentProblem) {
    const { op, argument, expected, received, hint } = problem;
    const base = `${op}: ${argument} must be ${expected}, got ${received}.`;
    super(hint === undefined ? base : `${base} ${hint}`);
    this.name = 'ArgumentError';
    this.op = op;
    this.argument = argument;
    this.expected = expected;
    this.received = received;
  }
}

/**
 * The shape of an argument does not fit. Checked once, in the op, above all back ends.
 *
 * @example
 * try {
 *   matmul(zeros([2, 3]), zeros([2, 3]));
 * } catch (error) {
 *   error.received; // '[2, 3]'
 * }
 */
export class ShapeError extends ArgumentError {
  constructor(problem: ArgumentProblem) {
    super(problem);
    this.name = 'ShapeError';
  }
}

/**
 * What came, for errors whose rule is about the kind of a thing: an object has no text of its own that would help.
 *
 * @param value  anything
 * @returns  objects by their class, with its article; strings in quotes; other primitives as they are
 * @example
 * shownKind(new Int32Array(2)); // 'an Int32Array'
 * shownKind('relu'); // "'relu'"
 * shownKind(undefined); // 'undefined'
 */
export function shownKind(value: unknown): string {
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value !== 'object' || value === null) return String(value);
  const name: unknown = value.constructor?.name;
  if (typeof name !== 'string' || name === '' || name === 'Object') return 'an object';
  return `${vowelFirst.test(name) ? 'an' : 'a'} ${name}`;
}

/** As they are spoken: U of classes is "you", as in Uint8Array and URL. */
const vowelFirst = /^(?:[aeio]|HTML)/i;
