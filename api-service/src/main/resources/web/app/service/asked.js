import { get, send } from './api.js';
import { documentOf } from './history.js';
import { reached } from './patience.js';
import { PDF, startPdf } from './pdf.js';
import { PIECE } from './pieces.js';
import { key } from './session.js';

const PICTURES = ['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/bmp'];

const ADDRESS = /^#\/jobs\/([0-9a-f-]{36})$/;

/**
 * What is seen first of a reading: its job, how its document is stored, and what shows the document.
 * The last two are null where this browser knows of no document. Of a service that is away they are asked until it is back or nobody waits any more.
 */
function ask(job) {
  const giving = new AbortController();
  const known = documentOf(job);
  const found = get('/v1/ocr/jobs/' + job, { signal: giving.signal });
  const stored = known && untilReached(signal => get('/v1/files/' + known.id, { signal }), giving.signal);
  // Not every reading that is remembered says of what kind its document is
  const shown =
    known && (known.mimetype === undefined ? stored.then(file => begin(file, giving.signal)) : Promise.resolve(begin(known, giving.signal)));
  const all = { job: found, stored, shown };
  // Whoever waits for them tells what went wrong
  Object.values(all).forEach(each => each?.catch(() => {}));
  return { ...all, giveUp: () => giving.abort() };
}

const untilReached = (request, signal) => reached(request(signal), () => request(signal), signal);

/** The document's bytes, where the browser shows it from all of them (a large PDF comes in pieces), else null; and what draws a PDF, which begins meanwhile. */
function begin({ id, mimetype, bytes }, given) {
  const url = '/v1/files/' + id + '/content';
  const isPdf = mimetype === PDF;
  const isShown = PICTURES.includes(mimetype) || (isPdf && bytes <= PIECE);
  const content = isShown ? untilReached(async signal => (await send(url, { signal })).arrayBuffer(), given) : null;
  content?.catch(() => {});
  return { url, mimetype, bytes, content, pdf: isPdf ? startPdf() : null };
}

let ahead = null;

/** Asks for what the page's address needs; called once, before there is anything to show it with. */
export function askAhead() {
  const job = ADDRESS.exec(location.hash)?.[1];
  if (job !== undefined && key() !== null) {
    ahead = { job, asked: ask(job) };
    ['recto-session', 'hashchange'].forEach(gone => window.addEventListener(gone, forget, { once: true }));
  }
}

/** Nobody came for it. */
function forget() {
  ahead?.asked.giveUp();
  ahead?.asked.shown?.then(({ pdf }) => pdf?.port.terminate(), () => {});
  ahead = null;
}

/** The last one of them is to be given up by whoever asked. */
export function asked(job) {
  if (ahead?.job === job) {
    const found = ahead.asked;
    ahead = null;
    return found;
  }
  forget();
  return ask(job);
}
