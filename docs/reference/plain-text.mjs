// A plugin of TypeDoc. Our docstrings are plain text, so that they read well in an editor: a `*` is a product, never emphasis.
// Paragraphs that are formulas become blocks of code, and what Markdown would take for markup is escaped.
import { Converter } from 'typedoc';

/** `y[n, c] = …` without a full stop at its end. */
const formula = /^[^\s.:][^.:]{0,60} = (?![^]*\.$)/;

/** @param {import('typedoc').Application} app */
export function load(app) {
  app.converter.on(Converter.EVENT_RESOLVE_END, (context) => {
    for (const reflection of Object.values(context.project.reflections)) {
      if (reflection.comment !== undefined) setPlain(reflection.comment);
    }
  });
}

function setPlain(comment) {
  for (const part of comment.summary) if (part.kind === 'text') part.text = paragraphs(part.text);
  for (const tag of comment.blockTags) {
    for (const part of tag.content) if (part.kind === 'text') part.text = escaped(part.text);
  }
}

function paragraphs(text) {
  return text
    .split('\n\n')
    .map((paragraph) =>
      formula.test(paragraph) ? `\`\`\`text\n${paragraph.trim()}\n\`\`\`` : escaped(paragraph),
    )
    .join('\n\n');
}

/** A star that opens a line is an item of a list. */
function escaped(text) {
  return text.replaceAll(/(?<!^\s*)\*|[_<[]/gm, '\\$&');
}
