import { html, nothing } from 'lit';
import { View } from '../views/view.js';

const HINTS = {
  encrypted_document: 'Give its password under “More options”.',
  wrong_password: 'Check the password under “More options”.',
  page_out_of_range: 'Pages are counted from 1, up to the last page of the document.',
  insufficient_scope: 'This key may not do that. Ask for one with the scope it names.',
  rate_limited: 'This key has used up what it may for the moment.',
};

/** What went wrong, in the API's own words, with its code and the request's id for support. */
class Problem extends View {
  static properties = { failure: { attribute: false } };

  render() {
    const failure = this.failure;
    if (!failure) {
      return nothing;
    }
    return html`
      <div class="problem" role="alert">
        <p>${failure.message} ${HINTS[failure.code] ?? ''}
           ${failure.retryAfter ? html`Try again in ${failure.retryAfter} s.` : nothing}</p>
        <p class="help"><code>${failure.code ?? 'error'}</code>
           ${failure.requestId ? html` · request <code>${failure.requestId}</code>` : nothing}</p>
      </div>
    `;
  }
}

customElements.define('recto-problem', Problem);
