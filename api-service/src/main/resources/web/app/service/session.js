/** The key lives in this tab alone: no other tab, and nothing after the tab is closed, has it. */
const NAME = 'recto.key';

export const key = () => sessionStorage.getItem(NAME);

export function signIn(value) {
  sessionStorage.setItem(NAME, value);
  announce();
}

/** The code of a link that opens the page signed in, for the key that it stands for; it works once. */
export async function change(code) {
  const answer = await fetch('/sign-in', { method: 'POST', headers: { 'X-Recto-Code': code }, cache: 'no-store' });
  const body = await answer.json();
  if (!answer.ok) {
    throw Object.assign(new Error(body.message), { code: body.code });
  }
  signIn(body.key);
}

export function signOut() {
  sessionStorage.removeItem(NAME);
  announce();
}

function announce() {
  window.dispatchEvent(new CustomEvent('recto-session'));
}
