import { exchange } from './session.js';

/** Signing in with the organisation's identity provider (OpenID Connect's code flow, RFC 7636). */
const NAME = 'recto.leaving';

/** What the service says of its provider; null where it has none. */
export async function provider() {
  const answer = await fetch('/sign-in', { cache: 'no-store' });
  return answer.ok ? ((await answer.json()).provider ?? null) : null;
}

/** Goes there; the tab remembers what it must know when it comes back. */
export async function leave({ authorization_url, client_id, scope }) {
  if (!isSecureContext) {
    throw new Error('Your browser lets people sign in with their organisation only where the address begins with https.');
  }
  const leaving = { state: random(), verifier: random(), hash: location.hash };
  sessionStorage.setItem(NAME, JSON.stringify(leaving));
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(leaving.verifier));
  const asked = new URL(authorization_url);
  Object.entries({
    response_type: 'code',
    client_id,
    scope,
    redirect_uri: home(),
    state: leaving.state,
    code_challenge: text(new Uint8Array(digest)),
    code_challenge_method: 'S256',
  }).forEach(([name, value]) => asked.searchParams.set(name, value));
  location.assign(asked);
}

/** Whether the address is one that the provider sends people back to. */
export const returned = () => /[?&]state=/.test(location.search);

/** What the provider said leaves the address before anything else happens, and so the browser's history. */
export async function arrive() {
  const said = new URLSearchParams(location.search);
  const leaving = JSON.parse(sessionStorage.getItem(NAME) ?? '{}');
  sessionStorage.removeItem(NAME);
  history.replaceState(null, '', '/' + (leaving.hash ?? ''));
  if (leaving.state === undefined || said.get('state') !== leaving.state) {
    throw new Error('This tab has asked nobody to sign in.');
  }
  if (!said.has('code')) {
    throw new Error('The identity provider says no: ' + (said.get('error') ?? 'it does not say why'));
  }
  await exchange('/sign-in/token', {
    'X-Recto-Code': said.get('code'),
    'X-Recto-Verifier': leaving.verifier,
    'X-Recto-Return': home(),
  });
}

const home = () => location.origin + '/';

const random = () => text(crypto.getRandomValues(new Uint8Array(32)));

const text = bytes => btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
