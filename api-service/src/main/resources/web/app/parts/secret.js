import { html } from 'lit';
import { View } from '../views/view.js';

/** Something that the service tells once only. */
class Secret extends View {
  static properties = { name: { attribute: false }, value: { attribute: false } };

  render() {
    return html`
      <div role="status">
        <p>This is the only time that ${this.name} is shown.</p>
        <div class="row"><code class="made">${this.value}</code><button @click=${this.copy}>Copy ${this.name}</button></div>
      </div>
    `;
  }

  async copy() {
    await navigator.clipboard.writeText(this.value);
    this.say('It is copied');
  }
}

customElements.define('recto-secret', Secret);
