import MarkdownIt from 'markdown-it';
import { math } from './math.js';
import { sanitize } from './sanitize.js';
import { onlyTags } from './tags.js';

export { prepareMath, wantsMath } from './math.js';

const markdown = new MarkdownIt({ html: true, linkify: false, typographer: false }).use(math);

markdown.renderer.rules.html_inline = (tokens, index) => onlyTags(tokens[index].content);

markdown.renderer.rules.html_block = (tokens, index) => {
  const kept = onlyTags(tokens[index].content);
  return kept.includes('<') ? kept : '<p>' + kept + '</p>';
};

/** An alignment as an attribute: a style would be against the page's policy, and lost. */
markdown.renderer.rules.th_open = markdown.renderer.rules.td_open = (tokens, index, options, environment, renderer) => {
  const [, align] = /^text-align:(\w+)$/.exec(tokens[index].attrGet('style') ?? '') ?? [];
  tokens[index].attrs = align === undefined ? null : [['align', align]];
  return renderer.renderToken(tokens, index, options);
};

/** The pieces at the top of a text (a heading, a paragraph, a table…) as `{raw, nodes}`: what is written, and how it looks. */
export function pieces(text, pictures) {
  const environment = {};
  const lines = text.split('\n');
  const groups = grouped(markdown.parse(text, environment));
  return groups.map((group, index) => ({
    raw: lines.slice(index === 0 ? 0 : group.start, groups[index + 1]?.start ?? lines.length).join('\n'),
    nodes: [...sanitize(markdown.renderer.render(group.tokens, markdown.options, environment), pictures).childNodes],
  }));
}

function grouped(tokens) {
  const groups = [];
  let open = 0;
  for (const token of tokens) {
    if (open === 0) {
      groups.push({ tokens: [], start: token.map?.[0] ?? groups.at(-1)?.start ?? 0 });
    }
    groups.at(-1).tokens.push(token);
    open += token.nesting;
  }
  return groups;
}
