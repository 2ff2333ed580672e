/** What typesets formulas is as large as all else together, so it comes with the first of them; until then they are as they are written. */
let katex = null;

const FORMULA = /\$|\\[([]/;

/** What repeats the formula, and styles, which the page's policy refuses with an error: no attribute holds a quote or a bracket. */
const NEEDLESS = /<annotation[^>]*>[^<]*<\/annotation>| style="[^"<>]*"(?=[^<]*>)/g;

/** Whether there may be formulas in a text that are as they are written before {@link prepareMath}. */
export const wantsMath = text => katex === null && FORMULA.test(text);

export async function prepareMath() {
  katex = (await import('katex')).default;
}

/** Formulas as MathML, which browsers typeset themselves: no fonts, no styles. */
function mathml(tex, display) {
  return katex
    .renderToString(tex, { output: 'mathml', displayMode: display, throwOnError: false, strict: 'ignore', maxExpand: 1000, maxSize: 20, trust: false })
    .replace(NEEDLESS, '');
}

/** Teaches markdown-it `$…$`, `$$…$$`, `\(…\)` and `\[…\]`. */
export function math(markdown) {
  markdown.inline.ruler.before('escape', 'math', inline);
  markdown.block.ruler.before('paragraph', 'math', block, { alt: ['paragraph', 'reference', 'blockquote', 'list'] });
  const formula = (tex, display) => (katex === null ? markdown.utils.escapeHtml(tex) : mathml(tex, display));
  markdown.renderer.rules.math_inline = (tokens, index) => formula(tokens[index].content, false);
  markdown.renderer.rules.math_block = (tokens, index) => '<p>' + formula(tokens[index].content, true) + '</p>\n';
}

const INLINE = [
  { open: '\\(', close: '\\)' },
  { open: '\\[', close: '\\]' },
  { open: '$$', close: '$$' },
  { open: '$', close: '$' },
];

function inline(state, silent) {
  const kind = INLINE.find(each => state.src.startsWith(each.open, state.pos));
  if (kind === undefined) {
    return false;
  }
  const start = state.pos + kind.open.length;
  const end = endOf(kind.close, state.src, start);
  const tex = state.src.slice(start, end);
  if (end < 0 || tex.trim() === '' || isOther(kind.open, tex, state.src[state.pos - 1] ?? '', state.src[end + 1] ?? '')) {
    return false;
  }
  if (!silent) {
    state.push('math_inline', 'math', 0).content = tex;
  }
  state.pos = end + kind.close.length;
  return true;
}

/** A dollar sign behind a backslash closes nothing. */
function endOf(close, text, start) {
  let end = text.indexOf(close, start);
  while (close.startsWith('$') && end >= 0 && text[end - 1] === '\\') {
    end = text.indexOf(close, end + 1);
  }
  return end;
}

const isOther = (open, tex, before, after) => (open === '$' ? isMoney(tex, before, after) : open === '\\[' && WORDS.test(tex));

/** In brackets that are none of a link's: `\[1\]`. */
const WORDS = /^[\p{L}\p{N}][\p{L}\p{N} \t.,;:–-]*$/u;

const TEX = /[\\^_{}]/;

/** Words with blanks between; of what begins with an amount, short ones, too: `5 vs. R`. */
const PROSE = /^(?=.*\s)(?:.*\p{L}{3}|\d.*\p{L}{2})/su;

/** What stands between two dollar signs of prices. The service's exports tell it alike. */
const isMoney = (text, before, after) =>
  /\p{Lu}/u.test(before) ||
  /\d/.test(after) ||
  /^\s|\s$/.test(text) ||
  !isClosed(text) ||
  (!TEX.test(text) && PROSE.test(text));

/** Whether its brackets are; those of an interval may be of two kinds. */
function isClosed(text) {
  let open = 0;
  for (let at = 0; at < text.length && open >= 0; at++) {
    open += { '(': 1, ')': -1 }[text[at]] ?? 0;
  }
  return open === 0 || /[[\]]/.test(text);
}

function block(state, first, last, silent) {
  const line = number => state.src.slice(state.bMarks[number] + state.tShift[number], state.eMarks[number]).trim();
  const kind = INLINE.slice(1, 3).find(each => line(first).startsWith(each.open));
  if (kind === undefined) {
    return false;
  }
  const lines = [];
  for (let number = first; number < last; number++) {
    const text = number === first ? line(number).slice(kind.open.length) : line(number);
    const end = text.indexOf(kind.close);
    if (end >= 0) {
      lines.push(text.slice(0, end));
      // A line that goes on behind it is text with a formula in it
      if (end < text.length - kind.close.length || (kind.open === '\\[' && WORDS.test(lines.join('\n')))) {
        return false;
      }
      if (!silent) {
        const token = state.push('math_block', 'math', 0);
        token.content = lines.join('\n');
        token.map = [first, number + 1];
        state.line = number + 1;
      }
      return true;
    }
    lines.push(text);
  }
  return false;
}
