import { html, nothing } from 'lit';
import { get } from '../service/api.js';
import { readings } from '../service/history.js';
import { View } from './view.js';
import '../parts/problem.js';
import { WORDS } from '../parts/progress.js';

const AT_ONCE = 20;

/** One's own readings and stored documents, as the service knows them now. */
class History extends View {
  static properties = { rows: { state: true }, files: { state: true }, failure: { state: true }, shown: { state: true } };

  constructor() {
    super();
    this.rows = null;
    this.files = null;
    this.failure = null;
    this.shown = AT_ONCE;
  }

  connectedCallback() {
    super.connectedCallback();
    this.load();
  }

  async load() {
    await this.attempt(async () => {
      const [files, rows] = await Promise.all([
        get('/v1/files?purpose=ocr&limit=50'),
        Promise.all(readings().slice(0, this.shown).map(each => this.row(each))),
      ]);
      this.files = files.data;
      this.rows = rows.filter(row => row !== null);
    });
  }

  async row({ job, file, at }) {
    const [found, stored] = await Promise.all([
      get('/v1/ocr/jobs/' + job + '?view=progress').catch(absent),
      file === null ? null : get('/v1/files/' + file).catch(absent),
    ]);
    return found === null ? null : { job: found, name: stored?.filename ?? (file === null ? 'By address' : 'Deleted document'), at };
  }

  render() {
    return html`
      <h1>History</h1>
      <recto-problem .failure=${this.failure}></recto-problem>
      <h2>Readings from this browser</h2>
      ${this.rows === null ? html`<p class="help">Asking…</p>` : this.rows.length === 0 ? html`<p>None yet.</p>` : this.readings()}
      <h2>Stored documents</h2>
      ${this.files === null ? nothing : this.files.length === 0 ? html`<p>None.</p>` : this.documents()}
    `;
  }

  readings() {
    return html`
      <div class="scroll" tabindex="0" role="region" aria-label="Readings">
        <table>
          <thead><tr><th>Document</th><th>State</th><th>Pages</th><th>Model</th><th>When</th></tr></thead>
          <tbody>${this.rows.map(({ job, name, at }) => html`
            <tr>
              <td class="long"><a href="#/jobs/${job.id}">${name}</a></td>
              <td><span class="state ${job.status}">${WORDS[job.status] ?? job.status}</span></td>
              <td>${job.pages_done}${job.pages_total === null ? '' : ' of ' + job.pages_total}</td>
              <td>${job.model}</td>
              <td>${new Date(at).toLocaleString()}</td>
            </tr>`)}</tbody>
        </table>
      </div>
      ${readings().length > this.shown ? html`<button @click=${this.more}>More</button>` : nothing}
    `;
  }

  documents() {
    return html`
      <div class="scroll" tabindex="0" role="region" aria-label="Documents">
        <table>
          <thead><tr><th>Name</th><th>Size</th><th>Stored</th></tr></thead>
          <tbody>${this.files.map(file => html`
            <tr>
              <td class="long"><a href="#/?file=${file.id}">${file.filename}</a></td>
              <td>${Math.ceil(file.bytes / 1024).toLocaleString()} KB</td>
              <td>${new Date(file.created_at * 1000).toLocaleString()}</td>
            </tr>`)}</tbody>
        </table>
      </div>
    `;
  }

  more() {
    this.shown += AT_ONCE;
    this.load();
  }
}

/** What was erased, or belongs to another organisation than this key. */
function absent(failure) {
  if (failure.status === 404) {
    return null;
  }
  throw failure;
}

customElements.define('recto-history', History);
