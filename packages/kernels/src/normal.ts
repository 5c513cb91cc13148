// Normal numbers from random words by Box and Muller, with logarithm, sine and cosine of our own: nothing but
// + - * / and square root in double, in a written order, so that any language without fused operations gives the same
// bits. Polynomials are Taylor series in Horner form, long enough that the rest is below half a unit in the last place.

const LN2 = 0.6931471805599453;
const HALF_PI = 1.5707963267948966;
const SQRT_HALF = 0.7071067811865476;
const TWO_32 = 4294967296;

/** Terms of 2 (s + s^3/3 + s^5/5 + ...), the logarithm of (1 + s) / (1 - s); |s| < 0.172 here. */
const LOG_TERMS = [
  1 / 23,
  1 / 21,
  1 / 19,
  1 / 17,
  1 / 15,
  1 / 13,
  1 / 11,
  1 / 9,
  1 / 7,
  1 / 5,
  1 / 3,
] as const;
/** Terms of sin(x)/x and cos(x) in powers of x^2, highest first; |x| <= pi/4 here. */
const SIN_TERMS = [
  1 / 355687428096000, -1 / 1307674368000, 1 / 6227020800, -1 / 39916800, 1 / 362880, -1 / 5040, 1 / 120, -1 / 6,
] as const; // prettier-ignore
const COS_TERMS = [
  -1 / 6402373705728000, 1 / 20922789888000, -1 / 87178291200, 1 / 479001600, -1 / 3628800, 1 / 40320, -1 / 720, 1 / 24,
  -1 / 2,
] as const; // prettier-ignore

function horner(terms: readonly number[], x: number): number {
  let sum = terms[0]!;
  for (let i = 1; i < terms.length; i++) sum = sum * x + terms[i]!;
  return sum;
}

/**
 * log(k / 2^32) of an integer k from 1 to 2^32.
 *
 * k = m * 2^e with m in [sqrt(1/2), sqrt(2)); log = (e - 32) * ln 2 + log m, and
 * log m = 2 (s + s^3/3 + ...) with s = (m - 1) / (m + 1).
 */
export function logOfWord(k: number): number {
  // 2^32 itself does not fit the count of leading zeros; its half does, one power of two higher.
  const bits = k === TWO_32 ? 33 : 32 - Math.clz32(k);
  let m = k / 2 ** bits;
  let e = bits;
  if (m < SQRT_HALF) {
    m = m * 2;
    e = e - 1;
  }
  const s = (m - 1) / (m + 1);
  const s2 = s * s;
  const tail = horner(LOG_TERMS, s2) * s2 * s;
  return (e - 32) * LN2 + 2 * (s + tail);
}

/**
 * cos and sin of 2 pi k / 2^32 for an integer k from 0 to 2^32 - 1, written to `out[0]` and `out[1]`.
 *
 * The nearest multiple of a quarter turn is taken off exactly in integers; the rest is within pi/4.
 */
export function cosSinOfWord(k: number, out: Float64Array): void {
  const quarter = Math.floor((k + 0x20000000) / 0x40000000);
  const x = ((k - quarter * 0x40000000) / 0x40000000) * HALF_PI;
  const x2 = x * x;
  const sin = x + x * (x2 * horner(SIN_TERMS, x2));
  const cos = 1 + x2 * horner(COS_TERMS, x2);
  const turn = quarter % 4;
  out[0] = turn === 0 ? cos : turn === 1 ? -sin : turn === 2 ? -cos : sin;
  out[1] = turn === 0 ? sin : turn === 1 ? cos : turn === 2 ? -sin : -cos;
}

/**
 * Two standard normal numbers from two random words.
 *
 * r = sqrt(-2 log u), u = (word0 + 1) / 2^32, and t = 2 pi word1 / 2^32; out = (r cos t, r sin t).
 *
 * @param word0  an unsigned integer below 2^32
 * @param word1  the same
 * @param out  [2] takes the two numbers
 * @see Box and Muller 1958, "A note on the generation of random normal deviates"
 */
export function normalPair(word0: number, word1: number, out: Float64Array): void {
  const r = Math.sqrt(-2 * logOfWord(word0 + 1));
  cosSinOfWord(word1, out);
  out[0] = r * out[0]!;
  out[1] = r * out[1]!;
}
