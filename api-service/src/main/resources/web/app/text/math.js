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
  const end = state.src.indexOf(kind.close, start);
  const tex = state.src.slice(start, end);
  if (end < 0 || tex.trim() === '' || (kind.open === '$' && isMoney(state.src, start, end))) {
    return false;
  }
  if (!silent) {
    state.push('math_inline', 'math', 0).content = tex;
  }
  state.pos = end + kind.close.length;
  return true;
}

/** "$5 and $6" is no formula: space inside of the signs, or a digit behind them. */
const isMoney = (text, start, end) => /\s/.test(text[start]) || /\s/.test(text[end - 1]) || /\d/.test(text[end + 1] ?? '');

function block(state, first, last, silent) {
  const line = number => state.src.slice(state.bMarks[number] + state.tShift[number], state.eMarks[number]).trim();
  const kind = INLINE.slice(1, 3).find(each => line(first).startsWith(each.open));
  if (kind === undefined) {
    return false;
  }
  const lines = [];
  for (let number = first; number < last; number++) {
    const text = number === first ? line(number).slice(kind.open.length) : line(number);
    if (text.endsWith(kind.close)) {
      lines.push(text.slice(0, -kind.close.length));
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
