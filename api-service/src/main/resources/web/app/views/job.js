import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { asked } from '../service/asked.js';
import { Drawn } from '../service/drawn.js';
import { isEnded } from '../service/events.js';
import { FirstThenAll } from '../service/first-then-all.js';
import { addresses, documentOf, passwords } from '../service/history.js';
import { open } from '../service/picture.js';
import { Reading } from '../service/reading.js';
import { View } from './view.js';
import '../parts/again.js';
import '../parts/downloads.js';
import { flagHelp, flagWord } from '../parts/flags.js';
import '../parts/page.js';
import '../parts/problem.js';
import '../parts/progress.js';

/** One reading: how far it is, and its pages as they come. */
class Job extends View {
  static properties = {
    job: { attribute: false },
    raw: { state: true },
    drawer: { state: true },
    name: { state: true },
    failure: { state: true },
  };

  constructor() {
    super();
    this.raw = false;
    this.leave();
  }

  willUpdate(changed) {
    if (changed.has('job')) {
      this.leave();
      this.enter();
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.leave();
  }

  enter() {
    const reading = new Reading(this.job);
    this.reading = reading;
    reading.addEventListener('change', () => {
      this.requestUpdate();
      this.tell(reading.job);
    });
    const first = asked(this.job);
    this.first = first;
    reading.run(first.job);
    this.openName(first.stored, reading);
    this.openPicture(first, reading);
  }

  leave() {
    this.first?.giveUp();
    this.reading?.close();
    this.drawer?.close();
    this.first = null;
    this.reading = null;
    this.drawer = null;
    this.name = null;
    this.failure = null;
    this.told = null;
  }

  async openName(stored, reading) {
    const name = await stored?.then(file => file.filename, () => null);
    if (this.reading === reading) {
      this.name = name ?? null;
    }
  }

  /** The browser draws what it can, a worker all else, and what is to be seen at once. */
  async openPicture(first, reading) {
    const all = async () => (await this.openFile(first, reading)) ?? new Drawn(reading.id);
    const drawer = first.first === null ? await all() : new FirstThenAll(first.first, all);
    if (this.reading === reading) {
      this.drawer = drawer;
    } else {
      drawer.close();
    }
  }

  async openFile(first, reading) {
    try {
      const shown = await first.show();
      return shown && (await open(shown, passwords.get(reading.id)));
    } catch {
      return null;
    }
  }

  /** Not each page, which would be too much to listen to. */
  tell(job) {
    const share = job?.pages_total ? Math.floor((4 * job.pages_done) / job.pages_total) : 0;
    const now = job && job.status + share;
    if (now && now !== this.told) {
      this.told = now;
      this.say(isEnded(job) ? 'The reading is ' + job.status : job.pages_done + ' of ' + (job.pages_total ?? 'some') + ' pages read');
    }
  }

  render() {
    const reading = this.reading;
    const job = reading?.job;
    return html`
      <div class="heading">
        <h1>${this.name ?? 'Reading'}</h1>
        ${this.flags(reading?.documentFlags ?? [])}
        ${job ? html`<recto-progress .job=${job} .reading=${reading}></recto-progress>` : nothing}
      </div>
      <recto-problem .failure=${reading?.problem ?? null}></recto-problem>
      ${this.anotherTry(job)}
      ${reading?.pages.size ? this.bar(reading) : nothing}
      <div class="pages">
        ${repeat(reading?.ordered ?? [], page => page.index, page => html`
          <recto-page .page=${page} .flags=${reading.flags(page.index)} .drawer=${this.drawer} .raw=${this.raw}></recto-page>`)}
      </div>
    `;
  }

  flags(flags) {
    return flags.length === 0 ? nothing : html`
      <div class="row">${flags.map(flag => html`<span class="flag" title=${flagHelp(flag)}>${flagWord(flag)}</span>`)}</div>`;
  }

  /** With other options, without sending the document once more. */
  anotherTry(job) {
    const document = documentOf(this.job);
    return document && ['failed', 'cancelled'].includes(job?.status)
      ? html`<p><a href="#/?file=${document.id}">Read this document again</a></p>`
      : nothing;
  }

  /** Where the document is known to be still. */
  again(reading) {
    const document = documentOf(this.job);
    return isEnded(reading.job) && (document || addresses.has(this.job))
      ? html`<recto-again .reading=${reading} .document=${document}></recto-again>`
      : nothing;
  }

  bar(reading) {
    return html`
      <div class="bar">
        <div class="segments" role="group" aria-label="Show the text">
          <button aria-pressed=${String(!this.raw)} @click=${() => (this.raw = false)}>Rendered</button>
          <button aria-pressed=${String(this.raw)} @click=${() => (this.raw = true)}>Raw</button>
        </div>
        <button class="more" popovertarget="tools">Tools</button>
        <div id="tools" class="tools" popover>
          ${this.again(reading)}
          <recto-downloads .reading=${reading} .status=${reading.job.status} .result=${reading.result} .name=${this.name}></recto-downloads>
        </div>
      </div>
    `;
  }
}

customElements.define('recto-job', Job);
