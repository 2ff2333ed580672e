/**
 * Copies a text, or throws what a person can do. Where the address is of another machine and begins with http, browsers have the old way alone.
 *
 * @param {Element?} shown where the text stands, to be selected where nothing else goes
 */
export async function copy(text, shown = null) {
  if ((await asked(text)) || commanded(text)) {
    return;
  }
  if (shown !== null) {
    getSelection().selectAllChildren(shown);
  }
  throw new Error('This browser lets the page copy nothing. ' + (shown === null ? 'Download it instead.' : 'It is selected: copy it yourself.'));
}

async function asked(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

function commanded(text) {
  const focused = document.activeElement;
  const field = document.createElement('textarea');
  field.className = 'unseen';
  field.readOnly = true;
  field.value = text;
  document.body.append(field);
  field.select();
  const copied = document.execCommand('copy');
  field.remove();
  focused?.focus({ preventScroll: true });
  return copied;
}
