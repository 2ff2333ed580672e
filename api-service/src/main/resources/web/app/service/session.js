/** The key lives in this tab alone: no other tab, and nothing after the tab is closed, has it. */
const NAME = 'recto.key';

export const key = () => sessionStorage.getItem(NAME);

export function signIn(value) {
  sessionStorage.setItem(NAME, value);
  announce();
}

/** The code of a link that opens the page signed in, for the key that it stands for; it works once. */
export const change = code => exchange('/sign-in', { 'X-Recto-Code': code });

/** Signs in with what the service gives for these headers. */
export async function exchange(path, headers) {
  const answer = await fetch(path, { method: 'POST', headers, cache: 'no-store' });
  const body = await answer.json();
  if (!answer.ok) {
    throw Object.assign(new Error(body.message), { code: body.code });
  }
  signIn(body.key);
}

/** @param {Error?} reason why the service takes the key no more */
export function signOut(reason = null) {
  sessionStorage.removeItem(NAME);
  announce(reason);
}

function announce(reason = null) {
  window.dispatchEvent(new CustomEvent('recto-session', { detail: reason }));
}
