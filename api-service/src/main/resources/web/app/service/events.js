import { send, Unreachable } from './api.js';

export const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 15_000;

export const longer = pause => Math.min(pause * 2, LONGEST_PAUSE);

/** Whether the same request may be answered later: the service was not reached, the answer broke off, or it is in trouble. */
export const isPassing = failure => failure instanceof Unreachable || failure instanceof TypeError || failure.status >= 500;

/**
 * What happens to a job as it happens, behind the event that was seen last: `{event, data}`. A stream that breaks off is taken up again behind the last event that
 * was seen, until the job has ended.
 */
export async function* follow(job, last, signal) {
  let pause = FIRST_PAUSE;
  while (true) {
    try {
      for await (const event of stream(job, last, signal)) {
        pause = FIRST_PAUSE;
        last = event.id ?? last;
        yield event;
        if (event.event === 'job' && isEnded(event.data)) {
          return;
        }
      }
    } catch (failure) {
      if (!isPassing(failure)) {
        throw failure;
      }
    }
    await after(pause, signal);
    pause = longer(pause);
  }
}

export const isEnded = job => ['completed', 'failed', 'cancelled'].includes(job.status);

async function* stream(job, last, signal) {
  const answer = await send('/v1/ocr/jobs/' + job + '/events?view=full', {
    signal,
    headers: last === null ? {} : { 'Last-Event-ID': last },
  });
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = '';
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      const pieces = (buffer + read.value).split('\n\n');
      buffer = pieces.pop();
      yield* pieces.map(parse).filter(event => event !== null);
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

function parse(piece) {
  const fields = {};
  for (const line of piece.split('\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) {
      fields[line.slice(0, colon)] = line.slice(colon + 1).trimStart();
    }
  }
  return fields.data === undefined ? null : { id: fields.id, event: fields.event, data: JSON.parse(fields.data) };
}

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
