import { html, nothing } from 'lit';
import { priceOf } from '../service/api.js';
import { isEnded } from '../service/events.js';
import { View } from '../views/view.js';

export const WORDS = { queued: 'Waiting', running: 'Reading', completed: 'Read', failed: 'Failed', cancelled: 'Cancelled' };

/** How far a job is: pages, place in the queue, time, cost; and a way to stop it. */
class Progress extends View {
  static properties = { job: { attribute: false }, reading: { attribute: false }, price: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.clock = setInterval(() => this.requestUpdate(), 1000);
    if (!isEnded(this.job)) {
      // The end says it in any case
      priceOf(this.job.model).then(price => (this.price = price), () => {});
    }
  }

  disconnectedCallback() {
    clearInterval(this.clock);
    super.disconnectedCallback();
  }

  render() {
    const job = this.job;
    const total = job.pages_total;
    const done = job.pages_done;
    return html`
      <div class="progress">
        <span class="state ${job.status}">${WORDS[job.status] ?? job.status}</span>
        <span>${done}${total === null ? '' : ' of ' + total} ${total === 1 ? 'page' : 'pages'}</span>
        ${isEnded(job) ? nothing : html`
          <progress aria-label="Pages read" max=${total ?? 1} value=${total === null ? nothing : done}></progress>
          ${job.queue_position > 0 ? html`<span>${job.queue_position.toLocaleString()} pages of others first</span>` : nothing}`}
        <span>${this.time()}</span>
        ${this.cost()}
        <span class="help">${job.model}</span>
        ${isEnded(job) ? nothing : html`<button @click=${() => this.cancel()}>Cancel</button>`}
      </div>
    `;
  }

  time() {
    const usage = this.reading.result?.usage_info;
    const seconds = usage?.processing_time_seconds ?? Math.max(0, (this.job.completed_at ?? Date.now() / 1000) - this.job.created_at);
    const rounded = Math.round(seconds);
    const whole = seconds < 60 ? seconds.toFixed(usage ? 1 : 0) + ' s' : Math.floor(rounded / 60) + ' min ' + (rounded % 60) + ' s';
    const pages = usage?.pages_processed ?? this.job.pages_done;
    return pages > 1 ? whole + ', ' + (usage?.time_per_page_seconds ?? seconds / pages).toFixed(usage ? 2 : 1) + ' s a page' : whole;
  }

  cost() {
    const total = this.reading.result?.cost?.total;
    if (total === undefined) {
      return this.price > 0 ? html`<span>$${this.price.toFixed(4)} a page</span>` : nothing;
    }
    const pages = this.reading.result.pages?.length;
    return total > 0 ? html`<span>$${total.toFixed(4)}, $${(total / pages).toFixed(4)} a page</span>` : nothing;
  }

  async cancel() {
    try {
      await this.reading.cancel();
    } catch (failure) {
      this.reading.failure = failure;
      this.reading.dispatchEvent(new Event('change'));
    }
  }
}

customElements.define('recto-progress', Progress);
