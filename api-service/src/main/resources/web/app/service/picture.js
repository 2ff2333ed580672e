import { version } from 'pdfjs-dist/package.json';
import { send } from './api.js';
import { paint } from './canvas.js';
import { key } from './session.js';

const SHOWN = ['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/bmp'];
const CHUNK = 1024 * 1024;
const HOME = '/webjars/pdfjs-dist/' + version + '/';
const MOST_PIXELS = 6_000_000;

/**
 * What draws the pages of a stored document: pdf.js for a PDF, the browser for a picture; null where neither can. The scripts of pdf.js take longer
 * to come than to learn what the document is, so they are asked for meanwhile.
 *
 * @param {Promise} stored the document as the files route describes it
 */
export async function open(stored, password) {
  const library = import('pdfjs-dist');
  // Without a PDF nobody waits for it
  library.catch(() => {});
  const port = new Worker(scriptUrl(HOME + 'build/pdf.worker.min.mjs'), { type: 'module' });
  try {
    const { id, mimetype, bytes } = await stored;
    const url = '/v1/files/' + id + '/content';
    if (mimetype === 'application/pdf') {
      const [pdf, source] = await Promise.all([library, bytes > CHUNK ? inPieces(url) : whole(url)]);
      return await openPdf(pdf, port, source, password);
    }
    port.terminate();
    return SHOWN.includes(mimetype) ? await openPicture(url, mimetype) : null;
  } catch (failure) {
    port.terminate();
    throw failure;
  }
}

const whole = async url => ({ data: await (await send(url)).arrayBuffer() });

const inPieces = url => ({
  url,
  httpHeaders: { Authorization: 'Bearer ' + key() },
  rangeChunkSize: CHUNK,
  disableAutoFetch: true,
  disableStream: true,
});

async function openPdf(pdf, port, source, password) {
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
    return { draw: (index, canvas, width) => drawPage(document, index, canvas, width), close };
  } catch (failure) {
    await close();
    throw failure;
  }
}

/** Returns a function that gives the drawing up. */
function drawPage(document, index, canvas, width) {
  let drawing = null;
  let given = false;
  const done = (async () => {
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

async function openPicture(url, kind) {
  const bytes = await (await send(url)).arrayBuffer();
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
