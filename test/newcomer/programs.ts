// The programs that stand in a document: its TypeScript blocks, and what it says that they print.

/** A program of a document, and where it starts. */
export interface DocumentProgram {
  /** Line of its first block, from 1 on. */
  readonly line: number;
  readonly source: string;
  /** What it prints, from the `text` blocks behind its parts; null where the document does not say. */
  readonly output: string | null;
}

const fence = /^```(\w*)([^\n]*)\n([^]*?)^```$/gm;

/**
 * Finds the programs of a Markdown document. A `ts` block that starts with an import starts a program; one
 * without, or marked as `ts continued`, goes on with the program before it. A `text` block right behind a `ts` block is what that block prints.
 */
export function programsIn(markdown: string): DocumentProgram[] {
  const programs: { line: number; source: string; output: string | null }[] = [];
  let end = -1;
  for (const found of markdown.matchAll(fence)) {
    const [whole, language, info = '', body = ''] = found;
    const last = programs.at(-1);
    const follows = markdown.slice(end, found.index).trim() === '';
    if (language === 'ts') {
      const starts = body.startsWith('import ') && info.trim() !== 'continued';
      const line = markdown.slice(0, found.index).split('\n').length + 1;
      if (last === undefined || starts) programs.push({ line, source: body, output: null });
      else last.source += `\n${body}`;
    } else if (language === 'text' && last !== undefined && follows) {
      last.output = (last.output ?? '') + body;
    }
    end = found.index + whole.length;
  }
  return programs;
}

const number = /-?\d+(,\d{3})*(\.\d+)?(e[+-]?\d+)?/g;

/**
 * Whether a program printed what its document says. Whole numbers are equal; numbers with a decimal point agree within
 * 3 % or, if they are small, 0.02: kernels may sum in another order one day, and a text may round.
 */
export function agrees(printed: string, said: string): boolean {
  const words = (text: string): string =>
    text.replaceAll(number, '#').replaceAll(/\s+/g, ' ').trim();
  const numbers = (text: string): string[] => text.match(number) ?? [];
  const expected = numbers(said);
  const got = numbers(printed);
  return (
    words(printed) === words(said) && expected.every((value, i) => sameNumber(value, got[i] ?? ''))
  );
}

function sameNumber(said: string, printed: string): boolean {
  if (!said.includes('.')) return said === printed;
  const [a, b] = [said, printed].map((text) => Number(text.replaceAll(',', '')));
  return Math.abs(a! - b!) <= Math.max(0.02, 0.03 * Math.abs(a!));
}
