import MarkdownIt from 'markdown-it';
import { math } from './math.js';
import { sanitize } from './sanitize.js';

export { prepareMath, wantsMath } from './math.js';

/** What models write as HTML. All other markup is what the document says, and is shown as it is written. */
const TAG =
  /<(\/?)(table|caption|colgroup|col|thead|tbody|tfoot|tr|td|th|p|div|span|br|hr|b|strong|i|em|u|s|sub|sup|ul|ol|li|h[1-6])\b([^<>]*)>|<(?!!--)/gi;

const ATTRIBUTE = /\s(colspan|rowspan|align)\s*=\s*["']?(\w+)/gi;

const markdown = new MarkdownIt({ html: true, linkify: false, typographer: false }).use(math);

markdown.renderer.rules.html_block = markdown.renderer.rules.html_inline = (tokens, index) =>
  tokens[index].content.replace(TAG, tag);

/** An alignment as an attribute: a style would be against the page's policy, and lost. */
markdown.renderer.rules.th_open = markdown.renderer.rules.td_open = (tokens, index, options, environment, renderer) => {
  const [, align] = /^text-align:(\w+)$/.exec(tokens[index].attrGet('style') ?? '') ?? [];
  tokens[index].attrs = align === undefined ? null : [['align', align]];
  return renderer.renderToken(tokens, index, options);
};

function tag(found, slash, name, attributes) {
  if (name === undefined) {
    return '&lt;';
  }
  const kept = [...attributes.matchAll(ATTRIBUTE)].map(([, attribute, value]) => ` ${attribute}="${value}"`);
  return '<' + slash + name + kept.join('') + '>';
}

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
