import { html } from 'lit';
import { models, post } from '../service/api.js';
import { passwords, remember } from '../service/history.js';
import { View } from '../views/view.js';
import './problem.js';

/** Reads the same pages once more, with a model of one's choice and tables as they were asked for, to compare the two. */
class Again extends View {
  static properties = {
    reading: { attribute: false },
    document: { attribute: false },
    models: { state: true },
    failure: { state: true },
  };

  connectedCallback() {
    super.connectedCallback();
    models().then(found => (this.models = found), failure => (this.failure = failure));
  }

  render() {
    const own = this.reading.job.model;
    const others = (this.models ?? []).toSorted((one, other) => (one.id === own) - (other.id === own));
    return html`
      <form class="actions" @submit=${this.submit}>
        <label for="other">Compare with</label>
        <select id="other">${others.map(model => html`<option value=${model.id}>${model.name ?? model.id}</option>`)}</select>
        <button ?disabled=${!this.models}>Compare</button>
      </form>
      <recto-problem .failure=${this.failure}></recto-problem>
    `;
  }

  async submit(event) {
    event.preventDefault();
    this.failure = null;
    try {
      const body = {
        model: this.querySelector('#other').value,
        pages: this.reading.ordered.map(page => page.index),
        include_blocks: true,
        confidence_scores_granularity: 'block',
        table_format: this.reading.ordered.flatMap(page => page.tables ?? [])[0]?.format,
        document_password: passwords.get(this.reading.id),
      };
      const job = await post('/v1/files/' + this.document.id + '/ocr', body, { headers: { Prefer: 'respond-async' } });
      remember(job.id, this.document);
      if (passwords.has(this.reading.id)) {
        passwords.set(job.id, passwords.get(this.reading.id));
      }
      location.hash = '#/compare/' + this.reading.id + '/' + job.id;
    } catch (failure) {
      this.failure = failure;
    }
  }
}

customElements.define('recto-again', Again);
