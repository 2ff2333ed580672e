import { html, nothing } from 'lit';
import { get, post } from '../service/api.js';
import { View } from './view.js';
import '../parts/problem.js';
import '../parts/secret.js';

const AT_ONCE = 50;
const WORDS = { waiting: 'waiting', delivered: 'delivered', failed: 'failed' };
const OUTCOMES = {
  gone: 'the receiver is gone',
  refused: 'refused',
  unreachable: 'unreachable',
  timed_out: 'no answer in time',
  address_not_allowed: 'address not allowed',
};

/** What was told to receivers and what is still to be; what nobody took is sent again. */
class Webhooks extends View {
  static properties = {
    deliveries: { state: true },
    total: { state: true },
    status: { state: true },
    secret: { state: true },
    failure: { state: true },
  };

  constructor() {
    super();
    this.deliveries = null;
    this.total = 0;
    this.status = '';
    this.secret = null;
    this.failure = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.load(0);
  }

  /** Page by page; the first one replaces all. */
  async load(page) {
    await this.attempt(async () => {
      const only = this.status === '' ? '' : '&status=' + this.status;
      const found = await get('/v1/webhooks/deliveries?page_size=' + AT_ONCE + '&page=' + page + only);
      this.deliveries = page === 0 ? found.data : [...this.deliveries, ...found.data];
      this.total = found.total;
    });
  }

  render() {
    return html`
      <h1>Webhooks</h1>
      <recto-problem .failure=${this.failure}></recto-problem>
      <div class="card keys">
        <h2>The secret</h2>
        <p>Receivers check with it that a message came from here. A new one signs beside the one before for a day.</p>
        ${this.secret === null
          ? html`<div><button @click=${this.make}>Make a secret</button></div>`
          : html`<recto-secret .name=${'the secret'} .value=${this.secret}></recto-secret>`}
      </div>
      <h2>Deliveries</h2>
      <div class="bar">
        <div class="row">
          <label for="status">Show</label>
          <select id="status" @change=${this.filter}>
            <option value="">all</option>
            ${Object.entries(WORDS).map(([value, word]) => html`<option value=${value}>${word}</option>`)}
          </select>
          <button @click=${() => this.load(0)}>Look again</button>
        </div>
      </div>
      ${this.deliveries === null ? nothing : this.deliveries.length === 0 ? html`<p>None.</p>` : this.table()}
    `;
  }

  table() {
    return html`
      <div class="scroll" tabindex="0" role="region" aria-label="Deliveries">
        <table>
          <thead><tr><th>Ended</th><th>What</th><th>Receiver</th><th>State</th><th>Attempts</th><th><span class="unseen">Send again</span></th></tr></thead>
          <tbody>${this.deliveries.map(each => html`
            <tr>
              <td>${new Date(each.created_at * 1000).toLocaleString()}</td>
              <td>${each.job_id === null ? each.event : html`<a href="#/jobs/${each.job_id}">${each.event}</a>`}</td>
              <td class="long">${each.url}</td>
              <td>${WORDS[each.status] ?? each.status}${this.outcome(each)}</td>
              <td>${each.attempts}</td>
              <td><button aria-label="Send ${each.event} to ${each.url} again" @click=${() => this.resend(each)}>Send again</button></td>
            </tr>`)}</tbody>
        </table>
      </div>
      ${this.deliveries.length < this.total
        ? html`<button @click=${() => this.load(this.deliveries.length / AT_ONCE)}>More</button>`
        : nothing}
    `;
  }

  outcome(delivery) {
    const word = OUTCOMES[delivery.last_outcome];
    return word === undefined ? '' : ': ' + word + (delivery.last_status === null ? '' : ' (' + delivery.last_status + ')');
  }

  async make() {
    await this.attempt(async () => {
      this.secret = (await post('/v1/webhooks/secrets')).secret;
      this.focusOn('.made + button');
    });
  }

  async filter(event) {
    this.status = event.target.value;
    await this.load(0);
  }

  async resend(delivery) {
    await this.attempt(async () => {
      const again = await post('/v1/webhooks/deliveries/' + delivery.id + '/resend');
      this.deliveries = this.deliveries.map(each => (each.id === again.id ? again : each));
      this.say('It is sent again');
    });
  }
}

customElements.define('recto-webhooks', Webhooks);
