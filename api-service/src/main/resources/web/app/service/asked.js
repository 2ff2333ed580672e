import { get, send } from './api.js';
import { firstPicture } from './first.js';
import { documentOf } from './history.js';
import { untilReached } from './patience.js';
import { PDF, startPdf } from './pdf.js';
import { PIECE } from './pieces.js';
import { key } from './session.js';

const PICTURES = ['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/bmp'];

/** Bytes: a worker fetches all of a document before it draws of it, and other people's pictures wait meanwhile. */
const SOON_FETCHED = 16 * 1024 * 1024;

const ADDRESS = /^#\/jobs\/([0-9a-f-]{36})$/;

/**
 * What is seen first of a reading: its job, how its document is stored, its first page where that is a PDF's, and a function for what shows all of them:
 * pdf.js is much to begin with. Where this browser knows of no document, all but the first are null, and so is what the function returns.
 * Of a service that is away they are asked until it is back or nobody waits any more.
 */
function ask(job) {
  const giving = new AbortController();
  const known = documentOf(job);
  const found = get('/v1/ocr/jobs/' + job, { signal: giving.signal });
  const stored = known && untilReached(() => get('/v1/files/' + known.id, { signal: giving.signal }), giving.signal);
  const first = known?.mimetype === PDF && known.bytes <= SOON_FETCHED ? firstPicture(found, giving.signal) : null;
  const shown = known && first === null ? show(known, stored, giving.signal) : null;
  // Whoever waits for them tells what went wrong
  [found, stored, shown].forEach(each => each?.catch(() => {}));
  return {
    job: found,
    stored,
    first,
    show: () => shown ?? (known && show(known, stored, giving.signal)),
    giveUp: () => giving.abort(),
    forget: () => shown?.then(({ pdf }) => pdf?.port.terminate(), () => {}),
  };
}

/** Not every reading that is remembered says of what kind its document is. */
const show = async (known, stored, given) => begin(known.mimetype === undefined ? await stored : known, given);

/** The document's bytes, where the browser shows it from all of them (a large PDF comes in pieces), else null; and what draws a PDF, which begins meanwhile. */
function begin({ id, mimetype, bytes }, given) {
  const url = '/v1/files/' + id + '/content';
  const isPdf = mimetype === PDF;
  const isShown = PICTURES.includes(mimetype) || (isPdf && bytes <= PIECE);
  const content = isShown ? untilReached(async () => (await send(url, { signal: given })).arrayBuffer(), given) : null;
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
  ahead?.asked.forget();
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
