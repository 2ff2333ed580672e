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

  /** Whoever pressed a button that is gone goes on at what came in its place. */
  async focusOn(selector) {
    await this.updateComplete;
    this.querySelector(selector)?.focus();
  }

  /** Tells screen readers what changed elsewhere on the page. */
  say(text) {
    window.dispatchEvent(new CustomEvent('recto-say', { detail: text }));
  }
}
