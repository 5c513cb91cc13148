import { describe, expect, it } from 'vitest';
import { agrees, programsIn } from './programs.js';

const document = `# Title

\`\`\`sh
npm install
\`\`\`

\`\`\`ts
import { a } from 'a';
a();
\`\`\`

It prints

\`\`\`text
not of that block
\`\`\`

\`\`\`ts
a(2);
\`\`\`

\`\`\`text
two
\`\`\`

\`\`\`ts continued
import { c } from 'c';
\`\`\`

\`\`\`ts
import { b } from 'b';
\`\`\`
`;

describe('programsIn', () => {
  it('joins blocks to programs and finds what they print', () => {
    expect(programsIn(document)).toEqual([
      {
        line: 8,
        source: "import { a } from 'a';\na();\n\na(2);\n\nimport { c } from 'c';\n",
        output: 'two\n',
      },
      { line: 31, source: "import { b } from 'b';\n", output: null },
    ]);
  });
});

describe('agrees', () => {
  it.each([
    ['loss 0.31, [2, 3]', 'loss 0.32,\n[2, 3]', true],
    ['loss 0.31', 'loss 0.41', false],
    ['step 600', 'step 601', false],
    ['step 600', 'steps 600', false],
    ['[ 1, 2 ]', '[ 1, 2, 3 ]', false],
    ['1,234.5', '1,240.1', true],
  ])('%j and %j: %j', (printed, said, expected) => {
    expect(agrees(printed, said)).toBe(expected);
  });
});
