import { get, remove } from './api.js';
import { follow, isEnded } from './events.js';
import { after, reached } from './patience.js';

const LOOK_AGAIN = 3_000;

/** One job as it goes on: how it stands, its pages so far, and in the end all that was asked for. Says `change`. */
export class Reading extends EventTarget {
  #stop = new AbortController();
  #queued = false;

  constructor(id) {
    super();
    this.id = id;
    this.job = null;
    this.pages = new Map();
    this.result = null;
    this.failure = null;
  }

  /** @param {Promise} first the job as it stands */
  async run(first = this.#all()) {
    try {
      let job = await this.#reached(first);
      this.#stop.signal.throwIfAborted();
      if (!isEnded(job)) {
        this.#know(job.partial_result);
        this.#told({ job });
        for await (const { event, data } of follow(this.id, job.last_event_id ?? null, this.#stop.signal)) {
          this.#happened(event, data);
        }
        job = await this.#reached(this.#all());
      }
      this.#finish(job);
    } catch (failure) {
      if (!this.#stop.signal.aborted) {
        this.#told({ failure });
      }
    }
  }

  /** Meanwhile people are told. */
  async #reached(first) {
    const job = await reached(first, () => this.#all(), this.#stop.signal, failure => this.#told({ failure }));
    this.failure = null;
    return job;
  }

  #happened(event, data) {
    if (event === 'job') {
      this.#told({ job: data });
    } else if (event === 'page' && data.status !== 'cancelled') {
      this.pages.set(data.index, { index: data.index, markdown: data.markdown ?? '', ...data.page, flags: data.page_flags ?? [], status: data.status });
      this.#told({ job: { ...this.job, pages_done: data.pages_done, pages_total: data.pages_total } });
    }
  }

  #progress() {
    return get(this.#address + '?view=progress', { signal: this.#stop.signal });
  }

  /** A place in the queue moves without an event; whatever goes wrong meanwhile the events meet as well, so it is looked for again. */
  async #queue() {
    this.#queued = true;
    while (this.job.queue_position > 0 && !isEnded(this.job) && this.failure === null) {
      await after(LOOK_AGAIN, this.#stop.signal);
      const job = await this.#progress().catch(() => this.job);
      if (!isEnded(this.job)) {
        this.#told({ job });
      }
    }
    this.#queued = false;
  }

  #all() {
    return get(this.#address, { signal: this.#stop.signal });
  }

  #finish(job) {
    const result = job.result ?? job.partial_result;
    this.#know(result);
    this.#told({ job, result });
  }

  #know(result) {
    for (const page of result?.pages ?? []) {
      this.pages.set(page.index, page);
    }
  }

  async cancel() {
    this.#told({ job: await remove(this.#address) });
  }

  close() {
    this.#stop.abort();
  }

  /** What keeps it from being shown, or ended it. */
  get problem() {
    const error = this.job?.error;
    return this.failure ?? (error ? { message: error.message, code: error.code, requestId: error.request_id } : null);
  }

  /** The pages there are, in their order in the document. */
  get ordered() {
    return [...this.pages.values()].sort((one, other) => one.index - other.index);
  }

  /** The result knows them all, its page until then those of its own. */
  flags(index) {
    return (this.result === null ? this.pages.get(index)?.flags : this.#settings?.page_flags?.[index]) ?? [];
  }

  get documentFlags() {
    return this.#settings?.document_flags ?? [];
  }

  get #settings() {
    return this.result?.usage_info?.applied_settings;
  }

  get #address() {
    return '/v1/ocr/jobs/' + this.id;
  }

  #told(news) {
    Object.assign(this, news);
    if (this.job?.queue_position > 0 && !this.#queued) {
      this.#queue().catch(() => {
        // The view was left
      });
    }
    this.dispatchEvent(new Event('change'));
  }
}
