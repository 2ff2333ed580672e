/** How texts are to look comes behind the page's own scripts, and what typesets formulas with the first of them; until then they are as they are written. */
let markdown = null;
const loading = import('./markdown.js');

/** Whether {@link prepare} would make a text look better. */
export const isRaw = text => markdown === null || markdown.wantsMath(text);

export async function prepare(text) {
  markdown = await loading;
  if (isRaw(text)) {
    await markdown.prepareMath();
  }
}

/** The pieces at the top of a text (a heading, a paragraph, a table…) as `{raw, nodes}`: what is written, and how it looks. */
export const pieces = (text, pictures) => markdown?.pieces(text, pictures) ?? [{ raw: text, nodes: text }];
