// A curve as box-drawing characters: one row a column, joined by corners and uprights.

/** The characters that a line is made of. */
export interface Glyphs {
  readonly level: string;
  readonly upright: string;
  /** Where the line comes from the left and turns up, or from above and turns right, and so on. */
  readonly leftUp: string;
  readonly upRight: string;
  readonly leftDown: string;
  readonly downRight: string;
}

export const heavy: Glyphs = {
  level: '━',
  upright: '┃',
  leftUp: '┛',
  upRight: '┗',
  leftDown: '┓',
  downRight: '┏',
};

export const dashed: Glyphs = {
  level: '╌',
  upright: '╎',
  leftUp: '╯',
  upRight: '╰',
  leftDown: '╮',
  downRight: '╭',
};

/** One character of a picture. */
export interface Mark {
  readonly column: number;
  readonly row: number;
  readonly text: string;
}

/**
 * The characters of a line that is in `rows[i]` at column `first + i`; rows count from the top. Between two rows it
 * goes up or down within the column of the second.
 */
export function traceLine(rows: readonly number[], first: number, glyphs: Glyphs): Mark[] {
  const marks: Mark[] = [];
  rows.forEach((row, i) => {
    const column = first + i;
    const before = rows[i - 1] ?? row;
    if (row === before) {
      marks.push({ column, row, text: glyphs.level });
      return;
    }
    const rises = row < before;
    marks.push({ column, row: before, text: rises ? glyphs.leftUp : glyphs.leftDown });
    for (let between = Math.min(row, before) + 1; between < Math.max(row, before); between += 1) {
      marks.push({ column, row: between, text: glyphs.upright });
    }
    marks.push({ column, row, text: rises ? glyphs.downRight : glyphs.upRight });
  });
  return marks;
}
