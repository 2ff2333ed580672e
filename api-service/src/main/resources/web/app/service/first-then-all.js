import { paintPicture } from './canvas.js';
import { drawing } from './drawing.js';

/** Draws the first page from the picture that a worker has made, and all others by what is opened for the first of them. */
export class FirstThenAll {
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
