import { send, Unreachable } from './api.js';
import { after, FIRST_PAUSE, isPassing, longer, untilNext } from './patience.js';

/** The service says every 15 s that it is there: who has heard nothing for so long is not connected any more, whatever the browser believes. */
const LONGEST_SILENCE = 45_000;

/**
 * What happens to a job as it happens, behind the event that was seen last: `{event, data}`. A stream that breaks off is taken up again behind the last event that
 * was seen, until the job has ended.
 */
export async function* follow(job, last, signal) {
  let pause = FIRST_PAUSE;
  while (true) {
    let broken = null;
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
      broken = failure;
    }
    await after(untilNext(broken, pause), signal);
    pause = longer(pause);
  }
}

export const isEnded = job => ['completed', 'failed', 'cancelled'].includes(job.status);

async function* stream(job, last, signal) {
  const silence = new Silence(LONGEST_SILENCE);
  try {
    const answer = await send('/v1/ocr/jobs/' + job + '/events?view=full', {
      signal: AbortSignal.any([signal, silence.signal]),
      headers: last === null ? {} : { 'Last-Event-ID': last },
    });
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    try {
      yield* events(reader, silence);
    } finally {
      await reader.cancel().catch(() => {});
    }
  } catch (failure) {
    throw silence.signal.aborted ? new Unreachable() : failure;
  } finally {
    silence.end();
  }
}

async function* events(reader, silence) {
  let buffer = '';
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    silence.begin();
    const pieces = (buffer + read.value).split('\n\n');
    buffer = pieces.pop();
    yield* pieces.map(parse).filter(event => event !== null);
  }
}

/** Gives up what has said nothing for a time. */
class Silence {
  #giving = new AbortController();
  #longest;
  #timer;

  constructor(longest) {
    this.#longest = longest;
    this.begin();
  }

  get signal() {
    return this.#giving.signal;
  }

  begin() {
    this.end();
    this.#timer = setTimeout(() => this.#giving.abort(), this.#longest);
  }

  end() {
    clearTimeout(this.#timer);
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
