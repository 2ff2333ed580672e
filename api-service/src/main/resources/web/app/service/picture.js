import { PIECE } from './asked.js';
import { paint } from './canvas.js';
import { HOME } from './pdf.js';
import { key } from './session.js';

const MOST_PIXELS = 6_000_000;

/** What draws the pages of a stored document: pdf.js for a PDF, the browser for a picture; null where neither can. Takes what {@link ./asked.js} began. */
export async function open({ url, mimetype, content, pdf }, password) {
  if (pdf !== null) {
    return openPdf(pdf, content, url, password);
  }
  return content === null ? null : openPicture(await content, mimetype);
}

const inPieces = url => ({
  url,
  httpHeaders: { Authorization: 'Bearer ' + key() },
  rangeChunkSize: PIECE,
  disableAutoFetch: true,
  disableStream: true,
});

async function openPdf({ port, library, broken }, content, url, password) {
  try {
    const [pdf, data] = await Promise.all([library, content]);
    return await Promise.race([opened(pdf, port, data === null ? inPieces(url) : { data }, password), broken]);
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
