import { get, send } from './api.js';
import { fileOf } from './history.js';
import { key } from './session.js';

/** The most of a PDF that is asked for at once; a larger one comes in pieces of this size. */
export const PIECE = 1024 * 1024;
export const PDF = 'application/pdf';
const PICTURES = ['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/bmp'];

const ADDRESS = /^#\/jobs\/([0-9a-f-]{36})$/;

/**
 * What is seen first of a reading: its job, how its document is stored, and the document's bytes where the browser shows it from all of them, else null.
 * The last two are null where this browser knows of no document.
 */
function ask(job) {
  const file = fileOf(job);
  const stored = file && get('/v1/files/' + file);
  const bytes = stored && stored.then(bytesOf);
  const all = { job: get('/v1/ocr/jobs/' + job), stored, bytes };
  // Whoever waits for them tells what went wrong
  Object.values(all).forEach(each => each?.catch(() => {}));
  return all;
}

async function bytesOf({ id, mimetype, bytes }) {
  const isShown = PICTURES.includes(mimetype) || (mimetype === PDF && bytes <= PIECE);
  return isShown ? (await send('/v1/files/' + id + '/content')).arrayBuffer() : null;
}

let ahead = null;

/** Asks for what the page's address needs; called once, before there is anything to show it with. */
export function askAhead() {
  const job = ADDRESS.exec(location.hash)?.[1];
  if (job !== undefined && key() !== null) {
    ahead = { job, asked: ask(job) };
    window.addEventListener('recto-session', () => (ahead = null), { once: true });
  }
}

export function asked(job) {
  const found = ahead?.job === job ? ahead.asked : ask(job);
  ahead = null;
  return found;
}
