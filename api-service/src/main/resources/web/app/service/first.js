import { send } from './api.js';
import { paintPicture } from './canvas.js';
import { drawing } from './drawing.js';

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

/** Draws that page from its picture, and all others by what is opened for the first of them. */
export class Led {
  #first;
  #open;
  #opened = null;
  #closing = new AbortController();

  /**
   * @param {Promise} first the picture, or null
   * @param {function(): Promise} open opens what draws every page
   */
  constructor(first, open) {
    this.#first = first;
    this.#open = open;
    first.then(picture => {
      if (picture === null && !this.#closing.signal.aborted) {
        this.#all();
      }
    });
  }

  /** Returns a function that gives the drawing up. */
  draw(index, canvas, width) {
    return drawing(signal => this.#draw(index, canvas, width, signal), this.#closing.signal);
  }

  async close() {
    this.#closing.abort();
    await (await this.#opened)?.close();
  }

  async #draw(index, canvas, width, signal) {
    const first = await this.#first;
    signal.throwIfAborted();
    if (first?.index === index) {
      return paintPicture(first.picture, canvas, width, signal);
    }
    const all = await this.#all();
    if (!signal.aborted) {
      const { done, giveUp } = all.draw(index, canvas, width);
      signal.addEventListener('abort', giveUp, { once: true });
      return done;
    }
  }

  #all() {
    return (this.#opened ??= this.#open());
  }
}
