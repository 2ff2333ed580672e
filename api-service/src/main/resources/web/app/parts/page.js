import { html, nothing } from 'lit';
import { flagWord, flagHelp } from './flags.js';
import { Near } from './near.js';
import './sheet.js';
import './text.js';

/** One page: its picture beside its text. Its place keeps its size while it is taken apart. */
class Page extends Near {
  static properties = {
    page: { attribute: false },
    flags: { attribute: false },
    drawer: { attribute: false },
    raw: { attribute: false },
    marked: { state: true },
  };

  constructor() {
    super();
    this.marked = new Set();
    this.addEventListener('recto-mark', event => (this.marked = event.detail));
  }

  render() {
    const page = this.page;
    const size = page.dimensions ?? { width: 210, height: 297 };
    this.style.setProperty('--shape', size.width + ' / ' + size.height);
    const number = page.index + 1;
    return html`
      <section class="page" aria-label="Page ${number}">
        <header>
          <h2>Page ${number}</h2>
          ${this.flags.map(flag => html`<span class="flag" title=${flagHelp(flag)}>${flagWord(flag)}</span>`)}
          ${page.status === 'failed' ? html`<span class="flag bad">failed</span>` : nothing}
          ${this.confidence()}
        </header>
        <div class="sides">
          ${this.seen ? this.sides(number) : nothing}
        </div>
      </section>
    `;
  }

  sides(number) {
    return html`
      <recto-sheet .page=${this.page} .drawer=${this.drawer} .marked=${this.marked}></recto-sheet>
      <recto-text .page=${this.page} .raw=${this.raw} .marked=${this.marked} .label=${'Text of page ' + number}></recto-text>
    `;
  }

  confidence() {
    const scores = this.page.confidence_scores;
    return scores
      ? html`<span class="help" title="Mean over the words of the page">${Math.round(scores.average_page_confidence_score * 100)} % sure</span>`
      : nothing;
  }
}

customElements.define('recto-page', Page);
