import { html, nothing } from 'lit';
import { View } from '../views/view.js';

/** How to read: model, pages and what else the API takes. Says `recto-chosen` whenever something changed. */
class Options extends View {
  static properties = { models: { attribute: false }, chosen: { attribute: false } };

  render() {
    const chosen = this.chosen;
    return html`
      <fieldset class="options" @input=${this.change}>
        <legend>How to read</legend>
        <div class="row">
          <div class="field grow">
            <label for="model">Model</label>
            <select id="model" name="model">
              ${(this.models ?? []).map(model => html`
                <option value=${model.id} ?selected=${model.id === chosen.model}>${model.name ?? model.id}</option>`)}
            </select>
          </div>
          <div class="field">
            <label for="pages">Pages</label>
            <input id="pages" name="pages" inputmode="numeric" placeholder="all" .value=${chosen.pages} aria-describedby="pages-help">
          </div>
        </div>
        <p id="pages-help" class="help">Pages counted from 1, such as 1-3, 5. Empty means all.</p>
        <details>
          <summary>More options</summary>
          <div class="row">
            <label class="check"><input type="checkbox" name="blocks" .checked=${chosen.blocks}> Boxes and confidence</label>
            <label class="check"><input type="checkbox" name="pictures" .checked=${chosen.pictures}> Pictures</label>
          </div>
          <div class="row">
            <div class="field">
              <label for="textLayer">Text layer of a PDF</label>
              <select id="textLayer" name="textLayer">
                ${this.choices(chosen.textLayer, { '': 'Read the page', checked: 'Use it where it agrees', true: 'Use it unread' })}
              </select>
            </div>
            <div class="field">
              <label for="tables">Tables</label>
              <select id="tables" name="tables">
                ${this.choices(chosen.tables, { '': 'In the text', markdown: 'Apart, as markdown', html: 'Apart, as HTML' })}
              </select>
            </div>
            <div class="field">
              <label for="password">Password</label>
              <input id="password" name="password" type="password" autocomplete="off" .value=${chosen.password}>
            </div>
          </div>
          <div class="field">
            <label for="prompt">Instruction for the model</label>
            <textarea id="prompt" name="prompt" rows="2" .value=${chosen.prompt}></textarea>
          </div>
        </details>
      </fieldset>
    `;
  }

  choices(chosen, words) {
    return Object.entries(words).map(([value, word]) => html`
      <option value=${value} selected=${value === chosen ? '' : nothing}>${word}</option>`);
  }

  change(event) {
    const { name, type, checked, value } = event.target;
    this.chosen = { ...this.chosen, [name]: type === 'checkbox' ? checked : value };
    this.dispatchEvent(new CustomEvent('recto-chosen', { detail: this.chosen, bubbles: true }));
  }
}

customElements.define('recto-options', Options);
