// Addition of channel counts by the type checker: decimal digits from the right, with a carry. Types only.

/** As many elements as the digit says. */
interface Ones {
  readonly '0': [];
  readonly '1': [1];
  readonly '2': [1, 1];
  readonly '3': [1, 1, 1];
  readonly '4': [1, 1, 1, 1];
  readonly '5': [1, 1, 1, 1, 1];
  readonly '6': [1, 1, 1, 1, 1, 1];
  readonly '7': [1, 1, 1, 1, 1, 1, 1];
  readonly '8': [1, 1, 1, 1, 1, 1, 1, 1];
  readonly '9': [1, 1, 1, 1, 1, 1, 1, 1, 1];
}

type Digit = keyof Ones;
type Carry = [] | [1];

type Reversed<Text extends string> = Text extends `${infer Head}${infer Tail}`
  ? `${Reversed<Tail>}${Head}`
  : '';

/** Sum of two digits and a carry, from '0' to '19'. */
type Column<
  A extends Digit,
  B extends Digit,
  C extends Carry,
> = `${[...Ones[A], ...Ones[B], ...C]['length'] & number}`;

/** The digit of a column, then the columns left of it. */
type Continued<
  Sum extends string,
  A extends string,
  B extends string,
> = Sum extends `1${infer Low extends Digit}`
  ? `${Low}${Columns<A, B, [1]>}`
  : `${Sum}${Columns<A, B, []>}`;

/** Sum of two numbers written backward. */
type Columns<
  A extends string,
  B extends string,
  C extends Carry,
> = A extends `${infer DigitA extends Digit}${infer RestA}`
  ? B extends `${infer DigitB extends Digit}${infer RestB}`
    ? Continued<Column<DigitA, DigitB, C>, RestA, RestB>
    : Continued<Column<DigitA, '0', C>, RestA, ''>
  : B extends `${infer DigitB extends Digit}${infer RestB}`
    ? Continued<Column<'0', DigitB, C>, '', RestB>
    : C extends [1]
      ? '1'
      : '';

type Parsed<Text extends string> = Text extends `${infer Value extends number}` ? Value : number;

/** A + B; a plain number if one of them is. */
export type Sum<A extends number, B extends number> = number extends A
  ? number
  : number extends B
    ? number
    : Parsed<Reversed<Columns<Reversed<`${A}`>, Reversed<`${B}`>, []>>>;
