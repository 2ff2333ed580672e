import { html } from 'lit';
import { copy } from '../service/clipboard.js';
import { View } from '../views/view.js';
import './problem.js';

/** Something that the service tells once only. */
class Secret extends View {
  static properties = { name: { attribute: false }, value: { attribute: false }, failure: { state: true } };

  render() {
    return html`
      <div role="status">
        <p>This is the only time that ${this.name} is shown.</p>
        <div class="row"><code class="made">${this.value}</code><button @click=${this.copy}>Copy ${this.name}</button></div>
        <recto-problem .failure=${this.failure}></recto-problem>
      </div>
    `;
  }

  async copy() {
    await this.attempt(async () => {
      await copy(this.value, this.querySelector('code'));
      this.say('It is copied');
    });
  }
}

customElements.define('recto-secret', Secret);
