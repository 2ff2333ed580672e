import { ApiError, send } from './api.js';
import { isPassing, untilReached } from './patience.js';

/** The most that is asked for at once. */
export const PIECE = 1024 * 1024;

/** Also what is not the service's own answer: while it is away, who stands before it may refuse in its place. */
const passes = failure => isPassing(failure) || (failure instanceof ApiError && failure.code.startsWith('http_'));

/**
 * What pdf.js needs of a document, as it needs it. It would ask for a piece once only, with the key of its opening, and wait for ever where that fails.
 *
 * @returns {{range: object, lost: Promise}} the latter is broken where the document can't be had any more
 */
export function piecesOf(pdf, url, bytes) {
  const giving = new AbortController();
  const { promise: lost, reject } = Promise.withResolvers();
  const range = new pdf.PDFDataRangeTransport(bytes, null);
  const ask = async (begin, end) =>
    (await send(url, { signal: giving.signal, headers: { Range: 'bytes=' + begin + '-' + (end - 1) } })).arrayBuffer();
  range.requestDataRange = (begin, end) =>
    untilReached(() => ask(begin, end), giving.signal, undefined, passes)
      .then(piece => range.onDataRange(begin, piece))
      .catch(reject);
  range.abort = () => giving.abort();
  return { range, lost };
}
