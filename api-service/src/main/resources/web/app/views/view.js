import { LitElement } from 'lit';

/** A part of the page in the page's own tree, so that one set of styles and labels holds for all of it. */
export class View extends LitElement {
  createRenderRoot() {
    return this;
  }

  /** What goes wrong with it is shown where the view shows its failure. */
  async attempt(action) {
    this.failure = null;
    try {
      await action();
    } catch (failure) {
      this.failure = failure;
    }
  }

  /** Tells screen readers what changed elsewhere on the page. */
  say(text) {
    window.dispatchEvent(new CustomEvent('recto-say', { detail: text }));
  }
}
