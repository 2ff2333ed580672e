import { version } from 'pdfjs-dist/package.json';

export const PDF = 'application/pdf';

/** Where pdf.js's worker, fonts and character maps lie. */
export const HOME = '/webjars/pdfjs-dist/' + version + '/';

/** The worker's script and the library's are the longest to come. */
export function startPdf() {
  const port = new Worker(scriptUrl(HOME + 'build/pdf.worker.min.mjs'), { type: 'module' });
  const library = import('pdfjs-dist');
  const broken = new Promise((_, reject) => port.addEventListener('error', () => reject(new Error('The worker of pdf.js did not come.'))));
  Promise.all([library, broken]).catch(() => {});
  return { port, library, broken };
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
