import { get, send } from './api.js';
import { documentOf } from './history.js';
import { PDF, startPdf } from './pdf.js';
import { key } from './session.js';

/** The most of a PDF that is asked for at once; a larger one comes in pieces of this size. */
export const PIECE = 1024 * 1024;
const PICTURES = ['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/bmp'];

const ADDRESS = /^#\/jobs\/([0-9a-f-]{36})$/;

/**
 * What is seen first of a reading: its job, how its document is stored, and what shows the document.
 * The last two are null where this browser knows of no document.
 */
function ask(job) {
  const known = documentOf(job);
  const found = get('/v1/ocr/jobs/' + job);
  const stored = known && get('/v1/files/' + known.id);
  // Not every reading that is remembered says of what kind its document is
  const shown = known && (known.mimetype === undefined ? stored.then(begin) : Promise.resolve(begin(known)));
  const all = { job: found, stored, shown };
  // Whoever waits for them tells what went wrong
  Object.values(all).forEach(each => each?.catch(() => {}));
  return all;
}

/** The document's bytes, where the browser shows it from all of them, else null; and what draws a PDF, which begins meanwhile. */
function begin({ id, mimetype, bytes }) {
  const url = '/v1/files/' + id + '/content';
  const isPdf = mimetype === PDF;
  const isShown = PICTURES.includes(mimetype) || (isPdf && bytes <= PIECE);
  const content = isShown ? send(url).then(answer => answer.arrayBuffer()) : null;
  content?.catch(() => {});
  return { url, mimetype, content, pdf: isPdf ? startPdf() : null };
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
