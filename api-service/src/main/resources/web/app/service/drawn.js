import { send } from './api.js';
import { paintPicture } from './canvas.js';
import { drawing } from './drawing.js';
import { after, FIRST_PAUSE, isPassing, longer } from './patience.js';

const AT_ONCE = 2;
const KEPT = 8;

/** Of a service that is there but waits for a worker, or makes many pictures, those of pages scrolled past among them. */
const TRIES = 5;

/** What is refused for one page is refused for all. */
const OF_ALL_PAGES = ['encrypted_document', 'wrong_password', 'file_not_found'];

/** What draws the pages of a reading that the browser can't: of a format that it doesn't know, or a document that it doesn't have. A worker does. */
export class Drawn {
  #job;
  #closing = new AbortController();
  #kept = new Map();
  #waiting = [];
  #running = 0;
  #refusal = null;

  constructor(job) {
    this.#job = job;
  }

  /** Returns a function that gives the drawing up. */
  draw(index, canvas, width) {
    return drawing(
      async signal => paintPicture(await this.#picture(index, signal), canvas, width, signal),
      this.#closing.signal,
    );
  }

  async close() {
    this.#closing.abort();
    this.#kept.clear();
  }

  async #picture(index, signal) {
    const kept = this.#kept.get(index);
    if (kept !== undefined) {
      return kept;
    }
    await this.#turn(signal);
    try {
      if (this.#refusal !== null) {
        throw this.#refusal;
      }
      const picture = await this.#asked('/v1/ocr/jobs/' + this.#job + '/pages/' + index + '/picture', signal);
      this.#keep(index, picture);
      return picture;
    } catch (failure) {
      if (OF_ALL_PAGES.includes(failure.code)) {
        this.#refusal = failure;
      }
      throw failure;
    } finally {
      this.#running--;
      this.#waiting.shift()?.();
    }
  }

  /** A service that is away comes back some time; one that is there is asked a few times only. */
  async #asked(path, signal) {
    let left = TRIES;
    for (let pause = FIRST_PAUSE; ; pause = longer(pause)) {
      try {
        return await (await send(path, { signal })).blob();
      } catch (failure) {
        const isAway = isPassing(failure) && failure.status === undefined;
        left -= isAway ? 0 : 1;
        if (left === 0 || !isPassing(failure)) {
          throw failure;
        }
        await after(isAway ? pause : 1000 * (Number(failure.retryAfter) || 1), signal);
      }
    }
  }

  #keep(index, picture) {
    this.#kept.set(index, picture);
    if (this.#kept.size > KEPT) {
      this.#kept.delete(this.#kept.keys().next().value);
    }
  }

  /** Somebody who scrolls past a hundred pages wants the last of them. */
  async #turn(signal) {
    while (this.#running >= AT_ONCE) {
      await new Promise(resolve => this.#waiting.unshift(resolve));
    }
    this.#running++;
    if (signal.aborted) {
      this.#running--;
      this.#waiting.shift()?.();
      throw signal.reason;
    }
  }
}
