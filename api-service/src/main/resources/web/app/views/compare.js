import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Reading } from '../service/reading.js';
import { wholeOf } from '../text/whole.js';
import { View } from './view.js';
import '../parts/compared.js';
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
      ${repeat(both, page => page.index, page => html`
        <recto-compared .index=${page.index} .left=${wholeOf(page)} .right=${wholeOf(right.pages.get(page.index))}></recto-compared>`)}
    `;
  }

  side(reading) {
    return html`
      <div>
        <h2><a href="#/jobs/${reading.id}">${reading.job?.model ?? 'Reading'}</a></h2>
        ${reading.job ? html`<recto-progress .job=${reading.job} .reading=${reading}></recto-progress>` : nothing}
        <recto-problem .failure=${reading.problem}></recto-problem>
      </div>
    `;
  }
}

customElements.define('recto-compare', Compare);
