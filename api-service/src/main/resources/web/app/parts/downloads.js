import { html } from 'lit';
import { send } from '../service/api.js';
import { copy } from '../service/clipboard.js';
import { wholeOf } from '../text/whole.js';
import { View } from '../views/view.js';
import './problem.js';

const ENDINGS = { text: 'txt', markdown: 'md' };

/** What was read, taken away: as markdown, as the API's JSON, as a web page that needs nothing else, for a word processor, as a PDF that can be searched. */
class Downloads extends View {
  static properties = {
    reading: { attribute: false },
    status: { attribute: false },
    result: { attribute: false },
    name: { attribute: false },
    failure: { state: true },
    copying: { state: true },
  };

  render() {
    return html`
      <div class="actions" role="group" aria-label="Take the text away">
        <button @click=${this.copy}>Copy markdown</button>
        <span class="help">Download</span>
        <button @click=${this.saveMarkdown}>Markdown</button>
        <button ?disabled=${!this.result} @click=${this.json}>JSON</button>
        <button ?disabled=${this.status !== 'completed'} @click=${() => this.document('html')}>HTML</button>
        <button ?disabled=${this.status !== 'completed'} @click=${() => this.document('text')}>Text</button>
        <button
          title="For a word processor"
          ?disabled=${this.status !== 'completed'}
          @click=${() => this.document('docx')}>DOCX</button>
        <button
          title="The document with its text beneath, for searching"
          ?disabled=${this.status !== 'completed' || this.copying}
          aria-busy=${Boolean(this.copying)}
          @click=${this.copied}>PDF</button>
      </div>
      <recto-problem .failure=${this.failure}></recto-problem>
    `;
  }

  markdown() {
    return this.reading.ordered.map(wholeOf).join('\n\n') + '\n';
  }

  async copy() {
    await this.attempt(async () => {
      await copy(this.markdown());
      this.say('The markdown is copied');
    });
  }

  /** The service knows what goes on over the end of a page, once all are read. */
  async saveMarkdown() {
    if (this.status === 'completed') {
      await this.document('markdown');
    } else {
      this.save('md', this.markdown());
    }
  }

  json() {
    this.save('json', JSON.stringify(this.result, null, 2));
  }

  /** The whole document as the service puts it together. */
  async document(format) {
    await this.attempt(async () => {
      const answer = await send('/v1/ocr/jobs/' + this.reading.id + '/document?format=' + format);
      this.save(ENDINGS[format] ?? format, await answer.blob());
    });
  }

  /** A worker makes it, which takes some seconds. */
  async copied() {
    this.copying = true;
    this.say('The PDF is being made');
    await this.document('pdf');
    this.copying = false;
  }

  save(ending, content) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([content], { type: 'application/octet-stream' }));
    link.download = (this.name ?? 'document').replace(/\.[^.]*$/, '').replace(/[^\p{L}\p{M}\p{N} ._-]+/gu, '_') + '.' + ending;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }
}

customElements.define('recto-downloads', Downloads);
