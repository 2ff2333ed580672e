/** What models write as HTML. All other markup is what the document says, and is shown as it is written. The service's exports have the same list. */
const NAMES = 'table caption colgroup col thead tbody tfoot tr td th p div span br hr b strong i em u s sub sup ul ol li h1 h2 h3 h4 h5 h6';

const KNOWN = new Set(NAMES.split(' '));

/** An attribute without a value is one of a table, or `a<b and b>c`. */
const MARKUP =
  /<!--|<(\/?)([a-zA-Z][a-zA-Z1-6]*)((?:\s+(?:border|nowrap|[\w:-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>=`]+))){0,20})\s*\/?>|</g;

const ATTRIBUTE = /\s(colspan|rowspan|align)\s*=\s*["']?(\w+)/gi;

/** The tags of models with the attributes that say something; all else becomes text, but for comments. */
export function onlyTags(html) {
  const comments = html.lastIndexOf('-->');
  return html.replace(MARKUP, (found, slash, name, attributes, at) => {
    if (found === '<!--' && at < comments) {
      return found;
    }
    if (name === undefined || !isKnown(name)) {
      return '&lt;' + found.slice(1);
    }
    const kept = [...attributes.matchAll(ATTRIBUTE)].map(([, attribute, value]) => ` ${attribute}="${value}"`);
    return '<' + slash + name + kept.join('') + '>';
  });
}

/** A single capital is what a type is called: `List<S>`. */
const isKnown = name => KNOWN.has(name.length === 1 ? name : name.toLowerCase());
