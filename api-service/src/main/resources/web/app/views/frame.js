import { html, nothing } from 'lit';
import { change, key, signOut } from '../service/session.js';
import { arrive, returned } from '../service/provider.js';
import { View } from './view.js';
import './sign-in.js';
import './new-reading.js';
import './compare.js';
import './keys.js';
import './job.js';
import './history.js';
import './webhooks.js';

const ROUTES = [
  {
    pattern: /^(?:#\/?(?:\?file=([0-9a-f-]{36}))?)?$/,
    title: 'Read a document',
    link: 'Read',
    href: '#/',
    view: stored => html`<recto-new-reading .stored=${stored ?? null}></recto-new-reading>`,
  },
  { pattern: /^#\/history$/, title: 'History', link: 'History', href: '#/history', view: () => html`<recto-history></recto-history>` },
  { pattern: /^#\/keys$/, title: 'Keys', link: 'Keys', href: '#/keys', view: () => html`<recto-keys></recto-keys>` },
  {
    pattern: /^#\/webhooks$/,
    title: 'Webhooks',
    link: 'Webhooks',
    href: '#/webhooks',
    view: () => html`<recto-webhooks></recto-webhooks>`,
  },
  {
    pattern: /^#\/compare\/([0-9a-f-]{36})\/([0-9a-f-]{36})$/,
    title: 'Compare',
    view: (left, right) => html`<recto-compare .left=${left} .right=${right}></recto-compare>`,
  },
  { pattern: /^#\/jobs\/([0-9a-f-]{36})$/, title: 'Reading', view: job => html`<recto-job .job=${job}></recto-job>` },
];

const LINK = /^#\/sign-in\/([\w-]+)$/;

/** The frame: who is signed in, where one is, and what is said to screen readers. */
class App extends View {
  static properties = {
    signedIn: { state: true },
    hash: { state: true },
    said: { state: true },
    opening: { state: true },
    failure: { state: true },
  };

  constructor() {
    super();
    this.signedIn = key() !== null;
    this.hash = location.hash;
    this.said = '';
    this.opening = false;
    this.failure = null;
    this.openLink();
    window.addEventListener('recto-session', event => this.changed(event.detail));
    window.addEventListener('recto-say', event => (this.said = event.detail));
    window.addEventListener('hashchange', () => this.moved());
  }

  /** A link's code leaves the address before anything else happens, and so the browser's history. */
  async openLink() {
    const code = LINK.exec(location.hash)?.[1];
    if (code !== undefined) {
      history.replaceState(null, '', '/');
      await this.open(() => change(code));
    } else if (returned()) {
      await this.open(arrive);
    }
  }

  /** Whoever signs in or out goes on at what came in place of the form or the view. */
  async changed(reason) {
    const signedIn = key() !== null;
    if (signedIn !== this.signedIn) {
      this.signedIn = signedIn;
      this.failure = reason;
      await this.updateComplete;
      this.querySelector('main').focus({ preventScroll: true });
    }
  }

  /** A link that does not open is no matter to somebody who is in. */
  async open(signingIn) {
    this.opening = true;
    try {
      const signedIn = signingIn();
      this.hash = location.hash;
      await signedIn;
    } catch (failure) {
      this.failure = this.signedIn ? null : failure;
    } finally {
      this.opening = false;
    }
  }

  async moved() {
    await this.openLink();
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
      <main id="content" tabindex="-1">${this.content(route)}</main>
      <div class="unseen" role="status" aria-live="polite">${this.said}</div>
    `;
  }

  content(route) {
    if (this.opening) {
      return html`<p class="help">Signing in…</p>`;
    }
    return this.signedIn ? route.view(...route.values) : html`<recto-sign-in .failure=${this.failure}></recto-sign-in>`;
  }

  navigation(current) {
    return html`
      <nav aria-label="Recto">
        ${ROUTES.filter(route => route.link).map(route => html`
          <a href=${route.href} aria-current=${route.title === current.title ? 'page' : nothing}>${route.link}</a>`)}
      </nav>
      <button class="quiet" @click=${() => signOut()}>Sign out</button>
    `;
  }

  skip(event) {
    event.preventDefault();
    this.querySelector('main').focus();
  }
}

customElements.define('recto-app', App);
