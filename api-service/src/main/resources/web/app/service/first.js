import { send } from './api.js';

/** Milliseconds: about when pdf.js would have begun to draw. */
const PATIENCE = 1000;

/**
 * The first page of a reading as a worker draws it, which is there before pdf.js has been compiled; null where none comes in time.
 *
 * @param {Promise} found the job
 */
export async function firstPicture(found, signal) {
  try {
    const { id, result, partial_result } = await found;
    const index = (result ?? partial_result)?.pages?.[0]?.index;
    if (index === undefined) {
      return null;
    }
    const answer = await send('/v1/ocr/jobs/' + id + '/pages/' + index + '/picture', {
      signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]),
    });
    return { index, picture: await answer.blob() };
  } catch {
    return null;
  }
}
