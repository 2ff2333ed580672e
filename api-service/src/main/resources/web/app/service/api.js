import { key, signOut } from './session.js';

/** What the API refused, in its own words. */
export class ApiError extends Error {
  constructor(status, body, retryAfter) {
    super(body?.message ?? 'The service answered with status ' + status + '.');
    this.status = status;
    this.code = body?.code ?? 'http_' + status;
    this.param = body?.param ?? null;
    this.requestId = body?.request_id ?? null;
    this.retryAfter = retryAfter;
  }
}

/** The service was not reached at all. */
export class Unreachable extends Error {
  constructor() {
    super('The service does not answer. Your network or the service may be down.');
    this.code = 'unreachable';
  }
}

/** Sends one request with the key of this tab and returns its answer, or throws what the API said. */
export async function send(path, { method = 'GET', body, headers = {}, signal, credential = key() } = {}) {
  const plain = body !== undefined && !(body instanceof FormData);
  const answer = await reach(path, {
    method,
    signal,
    headers: {
      Authorization: 'Bearer ' + credential,
      ...(plain ? { 'Content-Type': 'application/json' } : {}),
      ...headers,
    },
    body: plain ? JSON.stringify(body) : body,
    cache: 'no-store',
    credentials: 'omit',
    redirect: 'error',
  });
  if (answer.ok) {
    return answer;
  }
  const error = new ApiError(answer.status, await jsonOf(answer), answer.headers.get('Retry-After'));
  if (answer.status === 401 && credential === key()) {
    signOut(error);
  }
  throw error;
}

async function reach(path, options) {
  try {
    return await fetch(path, options);
  } catch (failure) {
    if (failure.name === 'AbortError') {
      throw failure;
    }
    throw new Unreachable();
  }
}

async function jsonOf(answer) {
  try {
    return await answer.json();
  } catch {
    return null;
  }
}

export const get = async (path, options) => (await send(path, options)).json();

export const post = async (path, body, options) => (await send(path, { ...options, method: 'POST', body })).json();

export const remove = async path => (await send(path, { method: 'DELETE' })).json();

/** US dollars for a page; 0 where none is known. */
export const priceOf = async model => (await get('/v2/ocr/models')).data.find(each => each.name === model)?.cost_per_page ?? 0;

export const models = async options => (await get('/v1/models', options)).data;
