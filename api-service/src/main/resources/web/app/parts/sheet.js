import { html, nothing } from 'lit';
import { ref as placed } from 'lit/directives/ref.js';
import { View } from '../views/view.js';
import { goOn } from './arrows.js';

const REASONS = {
  encrypted_document: 'No picture: the password of this document was forgotten when the reading ended.',
  file_not_found: 'No picture: the document was deleted.',
};

/** The picture of a page with the boxes of its blocks over it, tinted by how sure the model was. */
class Sheet extends View {
  static properties = {
    page: { attribute: false },
    drawer: { attribute: false },
    marked: { attribute: false },
    drawn: { state: true },
    failure: { state: true },
    stop: { state: true },
  };

  constructor() {
    super();
    this.stop = 0;
    this.drawn = false;
    this.failure = null;
    this.drawing = null;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.giveUp();
  }

  /** A canvas without size holds no pixels. */
  giveUp() {
    this.drawing?.giveUp();
    this.drawing = null;
    const canvas = this.querySelector('canvas');
    if (canvas !== null) {
      canvas.width = canvas.height = 0;
    }
  }

  willUpdate(changed) {
    if (changed.has('page')) {
      this.stop = 0;
    }
  }

  updated(changed) {
    if (changed.has('drawer')) {
      this.begin();
    }
  }

  begin() {
    this.giveUp();
    this.drawn = false;
    this.failure = null;
    this.draw();
  }

  async draw() {
    if (!this.drawer) {
      return;
    }
    const canvas = this.querySelector('canvas');
    const drawing = this.drawer.draw(this.page.index, canvas, canvas.parentElement.clientWidth);
    this.drawing = drawing;
    try {
      await drawing.done;
      this.drawn = this.drawing === drawing;
    } catch (failure) {
      if (this.drawing === drawing) {
        this.failure = failure;
      }
    }
  }

  render() {
    const { page } = this;
    return html`
      <div class="sheet" @pointerleave=${() => this.mark(-1)} @focusout=${() => this.mark(-1)} @keydown=${event => goOn(event, '.box')}>
        <canvas role="img" aria-label="Picture of page ${page.index + 1}" ?hidden=${!this.drawn}></canvas>
        ${this.drawn ? nothing : html`<p class="help empty">${this.failure === null ? 'Drawing…' : this.reason()}</p>`}
        ${page.blocks && page.dimensions ? page.blocks.map((block, number) => this.box(block, number)) : nothing}
      </div>
    `;
  }

  /** The service's own words for what may pass. */
  reason() {
    const { code, message } = this.failure;
    return REASONS[code] ?? html`No picture: ${message} <button class="quiet" @click=${() => this.begin()}>Try again</button>`;
  }

  box(block, number) {
    const { width, height } = this.page.dimensions;
    const sure = block.confidence_scores?.average_content_confidence_score;
    const place = element => {
      if (element) {
        element.style.left = (100 * block.top_left_x) / width + '%';
        element.style.top = (100 * block.top_left_y) / height + '%';
        element.style.width = (100 * (block.bottom_right_x - block.top_left_x)) / width + '%';
        element.style.height = (100 * (block.bottom_right_y - block.top_left_y)) / height + '%';
        element.style.setProperty('--doubt', String(sure === undefined || sure === null ? 0 : Math.min(1, (1 - sure) * 2)));
      }
    };
    const name = block.type.replaceAll('_', ' ') + (sure === undefined || sure === null ? '' : ', ' + Math.round(sure * 100) + ' % sure');
    return html`<div class="box ${this.marked.has(number) ? 'marked' : ''}" ${placed(place)}
      role="img" aria-label=${name} title=${name} tabindex=${number === this.stop ? 0 : -1}
      @pointerenter=${() => this.mark(number)} @focus=${() => this.enter(number)}></div>`;
  }

  enter(number) {
    this.stop = number;
    this.mark(number);
  }

  mark(number) {
    this.dispatchEvent(new CustomEvent('recto-mark', { bubbles: true, detail: new Set(number < 0 ? [] : [number]) }));
  }
}

customElements.define('recto-sheet', Sheet);
