import { html, nothing } from 'lit';
import { key, signOut } from '../service/session.js';
import { View } from './view.js';
import './sign-in.js';
import './new-reading.js';
import './job.js';
import './history.js';

const ROUTES = [
  {
    pattern: /^(?:#\/?(?:\?file=([0-9a-f-]{36}))?)?$/,
    title: 'Read a document',
    link: 'Read',
    href: '#/',
    view: stored => html`<recto-new-reading .stored=${stored ?? null}></recto-new-reading>`,
  },
  { pattern: /^#\/history$/, title: 'History', link: 'History', href: '#/history', view: () => html`<recto-history></recto-history>` },
  { pattern: /^#\/jobs\/([0-9a-f-]{36})$/, title: 'Reading', view: job => html`<recto-job .job=${job}></recto-job>` },
];

/** The frame: who is signed in, where one is, and what is said to screen readers. */
class App extends View {
  static properties = {
    signedIn: { state: true },
    hash: { state: true },
    said: { state: true },
  };

  constructor() {
    super();
    this.signedIn = key() !== null;
    this.hash = location.hash;
    this.said = '';
    window.addEventListener('recto-session', () => (this.signedIn = key() !== null));
    window.addEventListener('recto-say', event => (this.said = event.detail));
    window.addEventListener('hashchange', () => this.moved());
  }

  async moved() {
    this.hash = location.hash;
    await this.updateComplete;
    this.querySelector('main').focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }

  get route() {
    for (const route of ROUTES) {
      const found = route.pattern.exec(this.hash);
      if (found !== null) {
        return { ...route, values: found.slice(1) };
      }
    }
    return { title: 'Not found', values: [], view: () => html`<h1>Not found</h1><p>There is no such page.</p>` };
  }

  render() {
    const route = this.route;
    document.title = (this.signedIn ? route.title : 'Sign in') + ' · Recto';
    return html`
      <a class="skip" href="#content" @click=${this.skip}>Skip to the content</a>
      <header class="top">
        <a class="brand" href="#/">Recto</a>
        ${this.signedIn ? this.navigation(route) : nothing}
      </header>
      <main id="content" tabindex="-1">${this.signedIn ? route.view(...route.values) : html`<recto-sign-in></recto-sign-in>`}</main>
      <div class="unseen" role="status" aria-live="polite">${this.said}</div>
    `;
  }

  navigation(current) {
    return html`
      <nav aria-label="Recto">
        ${ROUTES.filter(route => route.link).map(route => html`
          <a href=${route.href} aria-current=${route.title === current.title ? 'page' : nothing}>${route.link}</a>`)}
      </nav>
      <button class="quiet" @click=${signOut}>Sign out</button>
    `;
  }

  skip(event) {
    event.preventDefault();
    this.querySelector('main').focus();
  }
}

customElements.define('recto-app', App);
