/** Where a text is the same whatever its markup: letters and digits alone. */
const bare = text => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/**
 * Which blocks each piece of the text came from, in the order of both.
 *
 * @returns {number[][]} for each piece the numbers of its blocks
 */
export function match(pieces, blocks) {
  let all = '';
  const ends = pieces.map(piece => (all += bare(piece.raw)).length);
  const found = pieces.map(() => []);
  let from = 0;
  blocks.forEach((block, number) => {
    const content = bare(block.content || block.image_id || '');
    if (content === '') {
      return;
    }
    const again = all.indexOf(content, from);
    const start = again < 0 ? all.indexOf(content) : again;
    if (start < 0) {
      return;
    }
    from = start + content.length;
    ends.forEach((end, piece) => {
      const begin = piece === 0 ? 0 : ends[piece - 1];
      if (begin < start + content.length && end > start) {
        found[piece].push(number);
      }
    });
  });
  return found;
}
