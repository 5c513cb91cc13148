// The page around every report: one HTML file that needs nothing else, light or dark as the reader prefers.
import { escapeHtml } from './escape.js';
import { style } from './style.js';

/** A name and its value. */
export interface Setting {
  readonly name: string;
  readonly value: string;
}

export interface ReportDocument {
  /** Plain text. */
  readonly title: string;
  /** The command; plain text. */
  readonly mark: string;
  /** HTML, like all that follows. */
  readonly heading: string;
  readonly lead: string;
  readonly body: string;
}

export function documentHtml({ title, mark, heading, lead, body }: ReportDocument): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<header>
<p class="mark">${escapeHtml(mark)}</p>
<h1>${heading}</h1>
${lead}
</header>
${body}
</main>
</body>
</html>
`;
}

/** Names and values side by side. */
export function settingsHtml(settings: readonly Setting[]): string {
  const rows = settings.map(
    ({ name, value }) => `<dt>${escapeHtml(name)}</dt><dd>${unbroken(escapeHtml(value))}</dd>`,
  );
  return `<dl>${rows.join('\n')}</dl>`;
}

/** Keeps each option of a command together with its value. */
function unbroken(text: string): string {
  return text.replaceAll(/--[a-z]+ \S+/g, '<span class="option">$&</span>');
}

/** A table of plain text; the first column names the rows. */
export function tableHtml(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const head = heads.map((text) => `<th scope="col">${escapeHtml(text)}</th>`).join('');
  const body = rows.map(([name = '', ...cells]) => {
    const rest = cells.map((text) => `<td>${escapeHtml(text)}</td>`).join('');
    return `<tr><th scope="row">${escapeHtml(name)}</th>${rest}</tr>`;
  });
  return `<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>${body.join('\n')}</tbody></table></div>`;
}
