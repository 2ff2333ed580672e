/** The key lives in this tab alone: no other tab, and nothing after the tab is closed, has it. */
const NAME = 'recto.key';

export const key = () => sessionStorage.getItem(NAME);

export function signIn(value) {
  sessionStorage.setItem(NAME, value);
  announce();
}

export function signOut() {
  sessionStorage.removeItem(NAME);
  announce();
}

function announce() {
  window.dispatchEvent(new CustomEvent('recto-session'));
}
