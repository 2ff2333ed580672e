import { html, nothing } from 'lit';
import { get, post, remove } from '../service/api.js';
import { View } from './view.js';
import '../parts/problem.js';
import '../parts/secret.js';

const DAY = 86_400;
const TERMS = { 30: '30 days', 90: '90 days', 365: 'a year', '': 'for good' };

/** An administrator makes keys, sees them and revokes them. */
class Keys extends View {
  static properties = {
    keys: { state: true },
    made: { state: true },
    asked: { state: true },
    failure: { state: true },
  };

  constructor() {
    super();
    this.keys = null;
    this.made = null;
    this.asked = null;
    this.failure = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.load();
  }

  async load() {
    await this.attempt(async () => (this.keys = (await get('/v1/keys')).data));
  }

  render() {
    return html`
      <h1>Keys</h1>
      <recto-problem .failure=${this.failure}></recto-problem>
      ${this.keys === null ? nothing : html`${this.form()} ${this.shown()} ${this.table()}`}
    `;
  }

  form() {
    return html`
      <form class="card keys" @submit=${this.make}>
        <h2>A new key</h2>
        <div class="row">
          <div class="field grow">
            <label for="name">What it is for</label>
            <input id="name" name="name" required maxlength="100" autocomplete="off">
          </div>
          <div class="field">
            <label for="term">It opens</label>
            <select id="term" name="term">${Object.entries(TERMS).map(([days, word]) => html`<option value=${days}>${word}</option>`)}</select>
          </div>
        </div>
        <fieldset>
          <legend>It may</legend>
          <div class="row">
            ${this.scope('read', 'see documents and readings', true)}
            ${this.scope('write', 'send, read and delete documents', true)}
            ${this.scope('admin', 'manage keys', false)}
          </div>
        </fieldset>
        <div><button class="main">Make the key</button></div>
      </form>
    `;
  }

  scope(name, words, usual) {
    return html`<label class="check"><input type="checkbox" name="scope" value=${name} .checked=${usual}> ${words}</label>`;
  }

  shown() {
    return this.made === null ? nothing : html`
      <div class="card keys">
        <h2>${this.made.name}</h2>
        <recto-secret .name=${'the key'} .value=${this.made.key}></recto-secret>
      </div>
    `;
  }

  table() {
    return html`
      <div class="scroll" tabindex="0" role="region" aria-label="Keys">
        <table>
          <thead><tr><th>Name</th><th>May</th><th>Made</th><th>Last used</th><th>Until</th><th><span class="unseen">Revoke</span></th></tr></thead>
          <tbody>${this.keys.map(key => html`
            <tr>
              <td class="long">${key.name}</td>
              <td>${key.scopes.join(', ')}</td>
              <td>${day(key.created_at)}</td>
              <td>${day(key.last_used_at)}</td>
              <td>${day(key.expires_at)}</td>
              <td>${this.revocation(key)}</td>
            </tr>`)}</tbody>
        </table>
      </div>
    `;
  }

  revocation(key) {
    return this.asked === key.id
      ? html`<button @click=${() => this.revoke(key)}>Revoke ${key.name} for good</button>
             <button id="keep" class="quiet" @click=${() => this.ask(null, key)}>Keep it</button>`
      : html`<button id="revoke-${key.id}" aria-label="Revoke ${key.name}" @click=${() => this.ask(key.id, key)}>Revoke</button>`;
  }

  ask(asked, key) {
    this.asked = asked;
    this.focusOn(asked === null ? '#revoke-' + key.id : '#keep');
  }

  async make(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    const days = form.get('term');
    await this.attempt(async () => {
      this.made = await post('/v1/keys', {
        name: form.get('name'),
        scopes: form.getAll('scope'),
        ...(days === '' ? {} : { expires_in: days * DAY }),
      });
      event.target.reset();
      await this.load();
    });
  }

  async revoke(key) {
    await this.attempt(async () => {
      await remove('/v1/keys/' + key.id);
      this.asked = null;
      this.say(key.name + ' is revoked');
      await this.load();
      this.focusOn('.scroll');
    });
  }
}

const day = seconds => (seconds === null ? '–' : new Date(seconds * 1000).toLocaleDateString());

customElements.define('recto-keys', Keys);
