import { html } from 'lit';
import { models, post } from '../service/api.js';
import { addresses, passwords, remember } from '../service/history.js';
import { View } from '../views/view.js';
import './problem.js';

/** Reads the same pages once more, with a model of one's choice and tables as they were asked for, to compare the two. */
class Again extends View {
  static properties = {
    reading: { attribute: false },
    /** The stored one, or null where it was given by its address. */
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
        <button ?disabled=${others.length === 0}>Compare</button>
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
      const job = await this.start(body, { headers: { Prefer: 'respond-async' } });
      remember(job.id, this.document);
      for (const kept of [passwords, addresses].filter(each => each.has(this.reading.id))) {
        kept.set(job.id, kept.get(this.reading.id));
      }
      location.hash = '#/compare/' + this.reading.id + '/' + job.id;
    } catch (failure) {
      this.failure = failure;
    }
  }

  start(body, options) {
    if (this.document) {
      return post('/v1/files/' + this.document.id + '/ocr', body, options);
    }
    const document = { type: 'document_url', document_url: addresses.get(this.reading.id) };
    return post('/v1/ocr', { ...body, document }, options);
  }
}

customElements.define('recto-again', Again);
