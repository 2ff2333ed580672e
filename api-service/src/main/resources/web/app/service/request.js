/** Pages as people count them (`1-3, 5`) in the API's counting from 0; null means all. */
export function pagesOf(text) {
  const wanted = text.trim();
  if (wanted === '') {
    return null;
  }
  return wanted
    .split(',')
    .map(part => {
      const [, first, last] = /^\s*(\d+)\s*(?:[-–]\s*(\d+))?\s*$/.exec(part) ?? [];
      if (first === undefined || Number(first) < 1 || (last !== undefined && Number(last) < Number(first))) {
        throw new RangeError('Pages are given as 1-3, 5.');
      }
      return last === undefined ? String(first - 1) : first - 1 + '-' + (last - 1);
    })
    .join(',');
}

/** The body of a request, from what was chosen; what was left as it is is not sent. */
export function bodyOf(chosen) {
  const body = {};
  if (chosen.model) {
    body.model = chosen.model;
  }
  const pages = pagesOf(chosen.pages ?? '');
  if (pages !== null) {
    body.pages = pages;
  }
  if (chosen.blocks) {
    body.include_blocks = true;
    body.confidence_scores_granularity = 'block';
  }
  if (chosen.pictures) {
    body.include_image_base64 = true;
  }
  if (chosen.textLayer) {
    body.text_layer = chosen.textLayer === 'true' ? true : chosen.textLayer;
  }
  if (chosen.tables) {
    body.table_format = chosen.tables;
  }
  if (chosen.prompt?.trim()) {
    body.prompt = chosen.prompt.trim();
  }
  if (chosen.password) {
    body.document_password = chosen.password;
  }
  return body;
}
