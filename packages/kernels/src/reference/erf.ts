// Error function in double, to a few units in the last place; JavaScript has none.

const TWO_OVER_SQRT_PI = 2 / Math.sqrt(Math.PI);
const SWITCH = 2.5;

/** erf(x) = 2/sqrt(pi) exp(-x^2) (x + 2x^3/3 + 4x^5/15 + ...): all terms have one sign, so nothing cancels. */
function series(x: number): number {
  const x2 = x * x;
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
    term *= (2 * x2) / (2 * n + 1);
    sum += term;
  }
  return TWO_OVER_SQRT_PI * Math.exp(-x2) * sum;
}

/** erfc(x) for x >= 2.5 by the continued fraction exp(-x^2)/sqrt(pi) * 1/(x + (1/2)/(x + 1/(x + (3/2)/(x + ...)))). */
function fraction(x: number): number {
  let rest = x;
  for (let n = 80; n >= 1; n--) rest = x + n / 2 / rest;
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / rest;
}

/** Error function, 2/sqrt(pi) times the integral of exp(-t^2) from 0 to x. */
export function erf(x: number): number {
  if (Math.abs(x) < SWITCH) return series(x);
  if (Number.isNaN(x)) return x;
  return x > 0 ? 1 - fraction(x) : fraction(-x) - 1;
}

/** Complementary error function 1 - erf(x), accurate where it is small. */
export function erfc(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x >= SWITCH) return fraction(x);
  return 1 - erf(x);
}
