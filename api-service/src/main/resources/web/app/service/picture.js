import { paint } from './canvas.js';
import { HOME } from './pdf.js';
import { PIECE, piecesOf } from './pieces.js';

const MOST_PIXELS = 6_000_000;

/** What draws the pages of a stored document: pdf.js for a PDF, the browser for a picture; null where neither can. Takes what {@link ./asked.js} began. */
export async function open({ url, mimetype, bytes, content, pdf }, password) {
  if (pdf !== null) {
    return openPdf(pdf, content, url, bytes, password);
  }
  return content === null ? null : openPicture(await content, mimetype);
}

const inPieces = range => ({ range, rangeChunkSize: PIECE, disableAutoFetch: true, disableStream: true });

async function openPdf({ port, library, broken }, content, url, bytes, password) {
  try {
    const [pdf, data] = await Promise.all([library, content]);
    if (data !== null) {
      return await opened(pdf, port, { data }, broken, password);
    }
    const { range, lost } = piecesOf(pdf, url, bytes);
    return await opened(pdf, port, inPieces(range), Promise.race([broken, lost]), password);
  } catch (failure) {
    port.terminate();
    throw failure;
  }
}

/** @param {Promise} failed broken where nothing can be drawn any more */
async function opened(pdf, port, source, failed, password) {
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
    const document = await Promise.race([opening.promise, failed]);
    let last = Promise.resolve();
    const draw = (index, canvas, width) => {
      const { done, giveUp } = drawPage(document, last, index, canvas, width);
      const drawn = Promise.race([done, failed]);
      last = drawn.catch(() => {});
      return { done: drawn, giveUp };
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
