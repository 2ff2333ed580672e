/** A page as one text: tables, header and footer that were asked for apart are where they stood. */
export const wholeOf = page => [page.header, withTables(page), page.footer].filter(Boolean).join('\n\n');

const withTables = ({ markdown, tables }) =>
  (tables ?? []).reduce((text, { id, content }) => text.replace(`[${id}](${id})`, () => content), markdown ?? '');
