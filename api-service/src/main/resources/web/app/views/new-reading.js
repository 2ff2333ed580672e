import { html } from 'lit';
import { get, models, post } from '../service/api.js';
import { preferred, rememberModel } from '../service/choice.js';
import { addresses, passwords, remember } from '../service/history.js';
import { bodyOf } from '../service/request.js';
import { upload } from '../service/upload.js';
import { View } from './view.js';
import '../parts/options.js';
import '../parts/problem.js';
import '../parts/request.js';

const FIRST = { model: '', pages: '', blocks: true, pictures: true, textLayer: '', tables: '', prompt: '', password: '' };
const KINDS = '.pdf,.png,.jpg,.jpeg,.tif,.tiff,.webp,.gif,.bmp,.jp2,application/pdf,image/*';

/** A document is dropped, chosen, pasted or named, and its reading starts. */
class NewReading extends View {
  static properties = {
    stored: { attribute: false },
    models: { state: true },
    chosen: { state: true },
    file: { state: true },
    url: { state: true },
    over: { state: true },
    busy: { state: true },
    failure: { state: true },
  };

  constructor() {
    super();
    this.models = null;
    this.chosen = FIRST;
    this.file = null;
    this.url = '';
    this.over = false;
    this.busy = '';
    this.failure = null;
    this.paste = this.paste.bind(this);
  }

  connectedCallback() {
    super.connectedCallback();
    window.addEventListener('paste', this.paste);
    this.load();
  }

  willUpdate(changed) {
    if (changed.has('stored') && this.stored) {
      this.takeStored(this.stored);
    }
  }

  disconnectedCallback() {
    window.removeEventListener('paste', this.paste);
    super.disconnectedCallback();
  }

  async load() {
    try {
      this.models = await models();
      this.chosen = { ...this.chosen, model: this.chosen.model || preferred(this.models) };
    } catch (failure) {
      this.failure = failure;
    }
  }

  render() {
    return html`
      <form class="card" @submit=${this.submit} @recto-chosen=${event => (this.chosen = event.detail)}>
        <h1>Read a document</h1>
        ${this.dropArea()}
        <div class="field">
          <label for="url">Or its address</label>
          <input id="url" name="url" type="url" placeholder="https://…" autocomplete="off" ?disabled=${this.file !== null}
                 @input=${event => (this.url = event.target.value.trim())}>
        </div>
        <recto-options .models=${this.models} .chosen=${this.chosen}></recto-options>
        <recto-request .chosen=${this.chosen} .name=${this.file?.name ?? null} .url=${this.url}></recto-request>
        <recto-problem .failure=${this.failure}></recto-problem>
        <div class="row">
          <button class="main" ?disabled=${this.busy !== ''}>Read</button>
          <span class="help" role="status">${this.busy}</span>
        </div>
      </form>
    `;
  }

  dropArea() {
    return html`
      <div class="drop ${this.over ? 'over' : ''}" @dragover=${this.dragOver} @dragleave=${() => (this.over = false)} @drop=${this.drop}>
        ${this.file === null ? html`<p>Drop a PDF or a picture here, paste one, or</p>` : html`
          <p class="chosen"><strong>${this.file.name}</strong> <span class="help">${sizeOf(this.file.size)}</span>
            <button type="button" class="quiet" @click=${this.leaveOut}>Remove</button></p>`}
        <label class="button" for="file">${this.file === null ? 'Choose a file' : 'Choose another file'}</label>
        <input id="file" class="unseen" type="file" accept=${KINDS} @change=${this.choose}>
      </div>
    `;
  }

  dragOver(event) {
    event.preventDefault();
    this.over = true;
  }

  drop(event) {
    event.preventDefault();
    this.over = false;
    this.take(event.dataTransfer.files[0] ?? null);
  }

  choose(event) {
    this.take(event.target.files[0] ?? null);
  }

  paste(event) {
    const file = event.clipboardData?.files[0];
    if (file !== undefined && !isTyped(event)) {
      event.preventDefault();
      this.take(file);
    }
  }

  take(file) {
    this.file = file;
    this.failure = null;
    if (file === null) {
      this.querySelector('#file').value = '';
    } else {
      this.say('Document: ' + file.name);
    }
  }

  leaveOut() {
    this.take(null);
    this.focusOn('#file');
  }

  async takeStored(id) {
    try {
      const stored = await get('/v1/files/' + id);
      this.file = { stored, name: stored.filename, size: stored.bytes };
    } catch (failure) {
      this.failure = failure;
    }
  }

  async submit(event) {
    event.preventDefault();
    this.failure = null;
    try {
      if (this.file === null && this.url === '') {
        throw new RangeError('Drop, paste or choose a document, or give its address.');
      }
      const { model, password } = this.chosen;
      const { job, stored } = await this.start(bodyOf(this.chosen));
      remember(job, stored);
      if (password && stored !== null) {
        passwords.set(job, password);
      }
      if (stored === null) {
        addresses.set(job, this.url);
      }
      rememberModel(model);
      if (this.isConnected) {
        location.hash = '#/jobs/' + job;
      }
    } catch (failure) {
      this.failure = failure;
    } finally {
      this.busy = '';
    }
  }

  async start(body) {
    const headers = { Prefer: 'respond-async' };
    if (this.file === null) {
      this.busy = 'Starting…';
      const document = { type: 'document_url', document_url: this.url };
      return { job: (await post('/v1/ocr', { ...body, document }, { headers })).id, stored: null };
    }
    const stored = this.file.stored ?? (await this.send(this.file));
    this.busy = 'Starting…';
    return { job: (await post('/v1/files/' + stored.id + '/ocr', body, { headers })).id, stored };
  }

  async send(file) {
    this.busy = 'Sending…';
    const stored = await upload(file, share => (this.busy = 'Sending, ' + Math.round(share * 100) + ' %'));
    if (this.file === file) {
      this.file = { stored, name: file.name, size: file.size };
    }
    return stored;
  }
}

/** Spreadsheets and word processors lay a picture beside a text that is meant for a field. */
const isTyped = ({ target, clipboardData }) =>
  target.matches('input:not([type=file], [type=checkbox]), textarea') && clipboardData.types.includes('text/plain');

const sizeOf = bytes => (bytes < 1 << 20 ? Math.ceil(bytes / 1024) + ' KB' : (bytes / (1 << 20)).toFixed(1) + ' MB');

customElements.define('recto-new-reading', NewReading);
