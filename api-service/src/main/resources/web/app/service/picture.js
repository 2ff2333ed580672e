import { version } from 'pdfjs-dist/package.json';
import { PDF, PIECE } from './asked.js';
import { paint } from './canvas.js';
import { key } from './session.js';

const HOME = '/webjars/pdfjs-dist/' + version + '/';
const MOST_PIXELS = 6_000_000;

/** What draws the pages of a stored document: pdf.js for a PDF, the browser for a picture; null where neither can. Takes what {@link ./asked.js} gives. */
export async function open({ stored, bytes }, password) {
  const { id, mimetype } = await stored;
  if (mimetype === PDF) {
    return openPdf(bytes, '/v1/files/' + id + '/content', password);
  }
  const picture = await bytes;
  return picture === null ? null : openPicture(picture, mimetype);
}

const inPieces = url => ({
  url,
  httpHeaders: { Authorization: 'Bearer ' + key() },
  rangeChunkSize: PIECE,
  disableAutoFetch: true,
  disableStream: true,
});

/** The worker's script and the library's are the longest to come. */
async function openPdf(bytes, url, password) {
  const port = new Worker(scriptUrl(HOME + 'build/pdf.worker.min.mjs'), { type: 'module' });
  try {
    const [pdf, data] = await Promise.all([import('pdfjs-dist'), bytes]);
    return await opened(pdf, port, data === null ? inPieces(url) : { data }, password);
  } catch (failure) {
    port.terminate();
    throw failure;
  }
}

async function opened(pdf, port, source, password) {
  const worker = pdf.PDFWorker.create({ port });
  const opening = pdf.getDocument({
    ...source,
    password,
    isEvalSupported: false,
    enableXfa: false,
    cMapUrl: HOME + 'cmaps/',
    standardFontDataUrl: HOME + 'standard_fonts/',
    wasmUrl: HOME + 'wasm/',
    iccUrl: HOME + 'iccs/',
    worker,
  });
  const close = async () => {
    await opening.destroy();
    worker.destroy();
    port.terminate();
  };
  try {
    const document = await opening.promise;
    let last = Promise.resolve();
    const draw = (index, canvas, width) => {
      const drawing = drawPage(document, last, index, canvas, width);
      last = drawing.done.catch(() => {});
      return drawing;
    };
    return { draw, close };
  } catch (failure) {
    await close();
    throw failure;
  }
}

/** Page after page, since all of them at a time are seen later than the first alone. Returns a function that gives the drawing up. */
function drawPage(document, turn, index, canvas, width) {
  let drawing = null;
  let given = false;
  const done = (async () => {
    await turn;
    if (given) {
      return;
    }
    const page = await document.getPage(index + 1);
    const plain = page.getViewport({ scale: 1 });
    const wanted = (width * Math.min(devicePixelRatio, 2)) / plain.width;
    const scale = Math.min(wanted, Math.sqrt(MOST_PIXELS / (plain.width * plain.height)));
    if (given) {
      return;
    }
    const viewport = page.getViewport({ scale });
    canvas.width = Math.floor(viewport.width);
    canvas.height = Math.floor(viewport.height);
    drawing = page.render({ canvas, viewport });
    await drawing.promise;
    page.cleanup();
  })().catch(failure => {
    if (!given) {
      throw failure;
    }
  });
  return {
    done,
    giveUp: () => {
      given = true;
      drawing?.cancel();
    },
  };
}

async function openPicture(bytes, kind) {
  const bitmap = await createImageBitmap(new Blob([bytes], { type: kind }));
  return {
    draw: (index, canvas, width) => {
      paint(bitmap, canvas, width);
      return { done: Promise.resolve(), giveUp: () => {} };
    },
    close: async () => bitmap.close(),
  };
}

/** The one script address that does not come with the bundle. */
const policy = globalThis.trustedTypes?.createPolicy('recto-worker', {
  createScriptURL: url => {
    if (!/^\/webjars\/pdfjs-dist\/[\d.]+\/build\/pdf\.worker\.min\.mjs$/.test(url)) {
      throw new TypeError('Not the worker of pdf.js.');
    }
    return url;
  },
});

const scriptUrl = url => policy?.createScriptURL(url) ?? url;
