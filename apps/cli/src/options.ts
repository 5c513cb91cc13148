// Parsers of option values. Each names the option, the rule and the value in its error.
import { InvalidArgumentError } from 'commander';

/** A whole number of at least `min`. */
export function wholeNumber(min: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < min) {
      throw new InvalidArgumentError(`It must be a whole number of at least ${min}.`);
    }
    return value;
  };
}

/** A finite number above 0. */
export function positiveNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value <= 0) {
    throw new InvalidArgumentError('It must be a number above 0.');
  }
  return value;
}

/** Whole numbers of at least `min` with commas between them. */
export function wholeNumbers(min: number): (text: string) => number[] {
  const one = wholeNumber(min);
  return (text) => {
    try {
      return text.split(',').map(one);
    } catch {
      throw new InvalidArgumentError(
        `It must be whole numbers of at least ${min} with commas between them.`,
      );
    }
  };
}

/** Some of these words, with commas between them. */
export function wordsOf<Word extends string>(words: readonly Word[]): (text: string) => Word[] {
  return (text) =>
    text.split(',').map((word) => {
      const known = words.find((candidate) => candidate === word);
      if (known !== undefined) return known;
      throw new InvalidArgumentError(
        `It must be words of ${words.join(', ')} with commas between them.`,
      );
    });
}

/** An address of the web. */
export function address(text: string): string {
  if (/^https?:\/\/./.test(text) && URL.canParse(text)) return text;
  throw new InvalidArgumentError('It must start with http:// or https://.');
}
