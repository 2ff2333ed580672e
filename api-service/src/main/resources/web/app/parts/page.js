import { html, nothing } from 'lit';
import { View } from '../views/view.js';
import { flagWord, flagHelp } from './flags.js';
import './sheet.js';
import './text.js';

/** A page is made where it is nearly seen and taken apart when it is far away; its place keeps its size. */
const near = new IntersectionObserver(
  entries => entries.forEach(entry => (entry.target.seen = entry.isIntersecting)),
  { rootMargin: '100% 0px' },
);

class Page extends View {
  static properties = {
    page: { attribute: false },
    flags: { attribute: false },
    drawer: { attribute: false },
    raw: { attribute: false },
    seen: { state: true },
    marked: { state: true },
  };

  constructor() {
    super();
    this.seen = false;
    this.marked = new Set();
  }

  connectedCallback() {
    super.connectedCallback();
    near.observe(this);
    this.addEventListener('recto-mark', event => (this.marked = event.detail));
  }

  disconnectedCallback() {
    near.unobserve(this);
    super.disconnectedCallback();
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
