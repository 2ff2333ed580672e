import { html, nothing } from 'lit';
import { models } from '../service/api.js';
import { leave, provider } from '../service/provider.js';
import { signIn } from '../service/session.js';
import { View } from './view.js';
import '../parts/problem.js';

/** Takes a key, after the service has said that it is one; or leaves for the organisation's identity provider. */
class SignIn extends View {
  static properties = { failure: { attribute: false }, busy: { state: true }, provider: { state: true } };

  constructor() {
    super();
    this.failure = null;
    this.busy = false;
    this.provider = null;
  }

  async connectedCallback() {
    super.connectedCallback();
    try {
      this.provider = await provider();
    } catch (failure) {
      // Why this view was opened is more to say
      this.failure ??= failure;
    }
  }

  render() {
    return html`
      <form class="card narrow" @submit=${this.submit}>
        <h1>Sign in</h1>
        <p>Paste an API key. It is kept in this tab only and gone when the tab is closed.</p>
        <label for="key">API key</label>
        <input id="key" name="key" type="password" autocomplete="off" spellcheck="false" required
               aria-describedby="key-help">
        <p id="key-help" class="help"><code>./recto keys</code> prints the key of a Recto on this machine; an administrator makes others.</p>
        <recto-problem .failure=${this.failure}></recto-problem>
        <button class="main" ?disabled=${this.busy}>Sign in</button>
        ${this.provider === null
          ? nothing
          : html`<button type="button" @click=${this.leave}>Sign in with your organisation</button>`}
      </form>
    `;
  }

  async leave() {
    await this.attempt(() => leave(this.provider));
  }

  async submit(event) {
    event.preventDefault();
    const key = this.querySelector('#key').value.trim();
    this.busy = true;
    this.failure = null;
    try {
      await models({ credential: key });
      signIn(key);
    } catch (failure) {
      this.failure = failure;
      this.querySelector('#key').focus();
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('recto-sign-in', SignIn);
