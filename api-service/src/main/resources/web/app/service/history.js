/** Ids of one's own readings, so that they are found again: they open nothing without a key, and nothing else is kept. */
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

export function remember(job, file) {
  keep([{ job, file, at: Date.now() }, ...readings().filter(each => each.job !== job)].slice(0, MOST));
}

/** What people typed to open their documents, in this tab's memory alone: a reload forgets it, and so does signing in or out. */
export const passwords = new Map();

window.addEventListener('recto-session', () => passwords.clear());

export const fileOf = job => readings().find(each => each.job === job)?.file ?? null;

function keep(all) {
  localStorage.setItem(NAME, JSON.stringify(all));
}
