import { post } from './api.js';

const IN_ONE_REQUEST = 50 * 1024 * 1024;
const PART = 32 * 1024 * 1024;

/** Stores a document, a large one in parts, and returns it as the files route describes it. */
export async function upload(file, told = () => {}) {
  return file.size <= IN_ONE_REQUEST ? whole(file) : inParts(file, told);
}

function whole(file) {
  const form = new FormData();
  form.append('purpose', 'ocr');
  form.append('file', file, file.name || 'document');
  return post('/v1/files', form);
}

async function inParts(file, told) {
  const announced = await post('/v1/uploads', {
    filename: file.name || 'document',
    bytes: file.size,
    mime_type: file.type || 'application/octet-stream',
    purpose: 'ocr',
  });
  const parts = [];
  for (let start = 0; start < file.size; start += PART) {
    const form = new FormData();
    form.append('data', file.slice(start, start + PART));
    parts.push((await post('/v1/uploads/' + announced.id + '/parts', form)).id);
    told(Math.min(1, (start + PART) / file.size));
  }
  return (await post('/v1/uploads/' + announced.id + '/complete', { part_ids: parts })).file;
}
