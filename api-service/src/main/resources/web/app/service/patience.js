import { Unreachable } from './api.js';

export const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 15_000;

export const longer = pause => Math.min(pause * 2, LONGEST_PAUSE);

/** Whether the same request may be answered later: the service was not reached, the answer broke off, it is in trouble, or was asked too often. */
export const isPassing = failure =>
  failure instanceof Unreachable || failure instanceof TypeError || failure.status >= 500 || failure.status === 429;

/** Milliseconds until it is worth another try: at least what the service says. */
export const untilNext = (failure, pause) => Math.max(pause, 1000 * (Number(failure?.retryAfter) || 0));

/**
 * Waits for an answer; a service that is away is asked again until it is back.
 *
 * @param {Promise} first what is under way
 * @param {function(): Promise} again asks once more
 * @param {function(Error)} told what went wrong meanwhile
 * @param {function(Error): boolean} passes whether to ask again
 */
export async function reached(first, again, signal, told = () => {}, passes = isPassing) {
  for (let asked = first, pause = FIRST_PAUSE; ; pause = longer(pause), asked = again()) {
    try {
      return await asked;
    } catch (failure) {
      if (!passes(failure)) {
        throw failure;
      }
      told(failure);
      await after(untilNext(failure, pause), signal);
    }
  }
}

/** The same of what is not under way. */
export const untilReached = (request, ...rest) => reached(request(), request, ...rest);

export async function after(milliseconds, signal) {
  signal?.throwIfAborted();
  await new Promise((resolve, reject) => {
    const giveUp = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', giveUp);
      resolve();
    }, milliseconds);
    signal?.addEventListener('abort', giveUp, { once: true });
  });
}
