import { html } from 'lit';
import { copy } from '../service/clipboard.js';
import { bodyOf } from '../service/request.js';
import { LANGUAGES } from '../text/code.js';
import { View } from '../views/view.js';
import './problem.js';

/** The call that the page is about to make, as one would write it. */
class Request extends View {
  static properties = {
    chosen: { attribute: false },
    name: { attribute: false },
    url: { attribute: false },
    language: { state: true },
    failure: { state: true },
  };

  constructor() {
    super();
    this.language = 'curl';
  }

  render() {
    return html`
      <details>
        <summary>The same as code</summary>
        <div class="row">
          <div class="segments" role="group" aria-label="Language">
            ${Object.keys(LANGUAGES).map(language => html`
              <button type="button" aria-pressed=${String(language === this.language)}
                      @click=${() => (this.language = language)}>${language}</button>`)}
          </div>
          <button type="button" @click=${this.copy}>Copy the code</button>
        </div>
        <recto-problem .failure=${this.failure}></recto-problem>
        <pre class="code" tabindex="0" role="region" aria-label="Code">${this.code()}</pre>
      </details>
    `;
  }

  code() {
    try {
      return LANGUAGES[this.language](location.origin, this.source(), bodyOf({ ...this.chosen, password: '' }));
    } catch (failure) {
      return failure.message;
    }
  }

  source() {
    return this.name === null && this.url ? { url: this.url } : { name: this.name ?? 'document.pdf' };
  }

  async copy() {
    await this.attempt(async () => {
      await copy(this.code(), this.querySelector('pre'));
      this.say('The code is copied');
    });
  }
}

customElements.define('recto-request', Request);
