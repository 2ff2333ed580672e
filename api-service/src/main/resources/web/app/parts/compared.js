import { html, nothing } from 'lit';
import { differences } from '../text/difference.js';
import { Near } from './near.js';

/** One page as two readings have it, with what only one of them says marked. */
class Compared extends Near {
  static properties = { index: { attribute: false }, left: { attribute: false }, right: { attribute: false } };

  willUpdate(changed) {
    if (changed.has('left') || changed.has('right')) {
      this.runs = null;
    }
    if (this.seen) {
      this.runs ??= differences(this.left, this.right);
    }
  }

  render() {
    const runs = this.seen ? this.runs : null;
    return html`
      <section class="page" aria-label="Page ${this.index + 1}">
        <header><h2>Page ${this.index + 1}</h2>${runs ? html`<span class="help">${this.count(runs)}</span>` : nothing}</header>
        <div class="pair">${['left', 'right'].map(side => this.side(side, runs ?? []))}</div>
      </section>
    `;
  }

  side(side, runs) {
    return html`<div class="text raw compared" role="region" tabindex="0"
      aria-label="${side === 'left' ? 'First' : 'Second'} text of page ${this.index + 1}">${
        runs.filter(run => run.kind === 'same' || run.kind === side).map(run => this.run(run))}</div>`;
  }

  count(runs) {
    const number = runs.filter((run, index) => run.kind !== 'same' && (index === 0 || runs[index - 1].kind === 'same')).length;
    return number === 0 ? 'No differences' : number + (number === 1 ? ' difference' : ' differences');
  }

  run({ kind, text }) {
    if (kind === 'same') {
      return text;
    }
    return kind === 'left' ? html`<del>${text}</del>` : html`<ins>${text}</ins>`;
  }
}

customElements.define('recto-compared', Compared);
