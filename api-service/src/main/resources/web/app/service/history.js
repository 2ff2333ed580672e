/** Ids of one's own readings and of what kind and size their documents are, so that they are found again: they open nothing without a key, and nothing else is kept. */
const NAME = 'recto.readings';
const MOST = 200;

export function readings() {
  try {
    const kept = JSON.parse(localStorage.getItem(NAME) ?? '[]');
    return Array.isArray(kept) ? kept.filter(each => typeof each?.job === 'string') : [];
  } catch {
    return [];
  }
}

/** @param document as the files route describes it, or null */
export function remember(job, document) {
  const { id: file = null, mimetype, bytes } = document ?? {};
  keep([{ job, file, mimetype, bytes, at: Date.now() }, ...readings().filter(each => each.job !== job)].slice(0, MOST));
}

/** What people typed to open their documents, in this tab's memory alone: a reload forgets it, and so does signing in or out. */
export const passwords = new Map();

/** Where documents lie that were given by their address, as long as passwords are kept. */
export const addresses = new Map();

window.addEventListener('recto-session', () => [passwords, addresses].forEach(kept => kept.clear()));

/** The document of a reading as far as this browser knows it: `{id, mimetype, bytes}`, or null. */
export function documentOf(job) {
  const { file = null, mimetype, bytes } = readings().find(each => each.job === job) ?? {};
  return file && { id: file, mimetype, bytes };
}

function keep(all) {
  localStorage.setItem(NAME, JSON.stringify(all));
}
