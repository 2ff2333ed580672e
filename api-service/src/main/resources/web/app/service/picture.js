import { send } from './api.js';
import { paint } from './canvas.js';
import { key } from './session.js';

const SHOWN = ['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/bmp'];
const CHUNK = 1024 * 1024;
const MOST_PIXELS = 6_000_000;

/** What draws the pages of a stored document: pdf.js for a PDF, the browser for a picture; null where neither can. */
export async function open(file, kind, password) {
  if (kind === 'application/pdf') {
    return openPdf('/v1/files/' + file + '/content', password);
  }
  return SHOWN.includes(kind) ? openPicture(file, kind) : null;
}

async function openPdf(url, password) {
  const pdf = await import('pdfjs-dist');
  const home = '/webjars/pdfjs-dist/' + pdf.version + '/';
  const port = new Worker(scriptUrl(home + 'build/pdf.worker.min.mjs'), { type: 'module' });
  const worker = pdf.PDFWorker.create({ port });
  const opening = pdf.getDocument({
    url,
    password,
    httpHeaders: { Authorization: 'Bearer ' + key() },
    rangeChunkSize: CHUNK,
    disableAutoFetch: true,
    disableStream: true,
    isEvalSupported: false,
    enableXfa: false,
    cMapUrl: home + 'cmaps/',
    standardFontDataUrl: home + 'standard_fonts/',
    wasmUrl: home + 'wasm/',
    iccUrl: home + 'iccs/',
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

async function openPicture(file, kind) {
  const bytes = await (await send('/v1/files/' + file + '/content')).arrayBuffer();
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
