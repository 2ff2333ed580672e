import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Reading } from '../service/reading.js';
import { differences } from '../text/difference.js';
import { View } from './view.js';
import '../parts/problem.js';
import '../parts/progress.js';

/** Two readings of the same pages side by side, with what only one of them says marked. */
class Compare extends View {
  static properties = { left: { attribute: false }, right: { attribute: false } };

  constructor() {
    super();
    this.readings = [];
  }

  willUpdate(changed) {
    if (changed.has('left') || changed.has('right')) {
      this.leave();
      this.readings = [this.left, this.right].map(job => new Reading(job));
      for (const reading of this.readings) {
        reading.addEventListener('change', () => this.requestUpdate());
        reading.run();
      }
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.leave();
  }

  leave() {
    this.readings.forEach(reading => reading.close());
  }

  render() {
    const [left, right] = this.readings;
    const both = left.ordered.filter(page => right.pages.has(page.index));
    return html`
      <h1>Compare</h1>
      <div class="pair">${this.readings.map(reading => this.side(reading))}</div>
      ${repeat(both, page => page.index, page => this.page(page.index, page.markdown, right.pages.get(page.index).markdown))}
    `;
  }

  side(reading) {
    return html`
      <div>
        <h2><a href="#/jobs/${reading.id}">${reading.job?.model ?? 'Reading'}</a></h2>
        ${reading.job ? html`<recto-progress .job=${reading.job} .reading=${reading}></recto-progress>` : nothing}
        <recto-problem .failure=${reading.failure}></recto-problem>
      </div>
    `;
  }

  page(index, left, right) {
    const runs = differences(left, right);
    const same = runs.every(run => run.kind === 'same');
    return html`
      <section class="page" aria-label="Page ${index + 1}">
        <header><h2>Page ${index + 1}</h2><span class="help">${same ? 'No differences' : this.count(runs)}</span></header>
        <div class="pair">
          ${['left', 'right'].map(side => html`<div class="text raw compared" role="region" tabindex="0"
            aria-label="${side === 'left' ? 'First' : 'Second'} text of page ${index + 1}">${
              runs.filter(run => run.kind === 'same' || run.kind === side).map(run => this.run(run))}</div>`)}
        </div>
      </section>
    `;
  }

  count(runs) {
    const number = runs.filter((run, index) => run.kind !== 'same' && (index === 0 || runs[index - 1].kind === 'same')).length;
    return number + (number === 1 ? ' difference' : ' differences');
  }

  run({ kind, text }) {
    if (kind === 'same') {
      return text;
    }
    return kind === 'left' ? html`<del>${text}</del>` : html`<ins>${text}</ins>`;
  }
}

customElements.define('recto-compare', Compare);
