import { html, nothing } from 'lit';
import { pieces, prepareMath, wantsMath } from '../text/markdown.js';
import { match } from '../text/matching.js';
import { picturesOf } from '../text/pictures.js';
import { View } from '../views/view.js';
import { goOn } from './arrows.js';

/** The text of a page, as it looks or as it is written; each piece knows the blocks that it came from. */
class Text extends View {
  static properties = {
    page: { attribute: false },
    raw: { attribute: false },
    marked: { attribute: false },
    label: { attribute: false },
    stop: { state: true },
  };

  constructor() {
    super();
    this.stop = 0;
  }

  willUpdate(changed) {
    if (changed.has('page')) {
      this.stop = 0;
      this.make();
      const all = (this.page.markdown ?? '') + (this.page.tables ?? []).map(table => table.content).join();
      if (wantsMath(all)) {
        prepareMath().then(() => this.requestUpdate('page'));
      }
    }
  }

  make() {
    this.pieces = pieces(this.page.markdown ?? '', picturesOf(this.page));
    this.blocks = match(this.pieces, this.page.blocks ?? []);
  }

  updated(changed) {
    if (changed.has('marked') && this.marked.size > 0 && !this.matches(':hover, :focus-within')) {
      this.querySelector('.marked')?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    }
  }

  render() {
    const page = this.page;
    return html`
      <div class="text ${this.raw ? 'raw' : ''}" tabindex=${this.pieces.length === 0 ? 0 : nothing} role="region" aria-label=${this.label}
        @pointerleave=${() => this.mark([])} @focusout=${() => this.mark([])} @keydown=${this.goOn}>
        ${this.running(page.header)}
        ${this.pieces.map((piece, number) => html`
          <div class="piece ${this.isMarked(number) ? 'marked' : ''}" dir="auto" tabindex=${number === this.stop ? 0 : -1}
            @pointerenter=${() => this.mark(this.blocks[number])} @focusin=${() => this.enter(number)}>${
            this.raw ? piece.raw : piece.nodes}</div>`)}
        ${(page.tables ?? []).map(table => this.table(table))}
        ${this.running(page.footer)}
        ${this.pieces.length === 0 ? html`<p class="help">Nothing was read on this page.</p>` : nothing}
      </div>
    `;
  }

  running(text) {
    return text ? html`<div class="running">${this.raw ? text : pieces(text, new Map()).map(piece => piece.nodes)}</div>` : nothing;
  }

  table(table) {
    const made = pieces(table.content, new Map());
    return html`<figure><figcaption>${table.id}</figcaption>${this.raw ? table.content : made.map(piece => piece.nodes)}</figure>`;
  }

  enter(piece) {
    this.stop = piece;
    this.mark(this.blocks[piece]);
  }

  /** What does not fit is scrolled to its end first. */
  goOn(event) {
    const seen = event.currentTarget.getBoundingClientRect();
    const piece = event.target.getBoundingClientRect();
    const scrolls = {
      ArrowDown: piece.bottom > seen.bottom + 1,
      ArrowUp: piece.top < seen.top - 1,
      ArrowLeft: true,
      ArrowRight: true,
    };
    if (!scrolls[event.key]) {
      goOn(event, '.piece');
    }
  }

  isMarked(piece) {
    return this.blocks[piece].some(block => this.marked.has(block));
  }

  mark(blocks) {
    this.dispatchEvent(new CustomEvent('recto-mark', { bubbles: true, detail: new Set(blocks) }));
  }
}

customElements.define('recto-text', Text);
