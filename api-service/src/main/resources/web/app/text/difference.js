const MOST_WORDS = 4000;

/**
 * Words of two texts as `{kind: 'same' | 'left' | 'right', text}`: the longest common sequence, so that each difference is as
 * small as it can be. Texts that are too long for that are compared line by line.
 */
export function differences(left, right) {
  const byWord = text => text.match(/\s+|[^\s]+/g) ?? [];
  const byLine = text => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const [a, b] = [byWord(left), byWord(right)];
  return Math.max(a.length, b.length) <= MOST_WORDS ? compare(a, b) : compare(byLine(left), byLine(right));
}

function compare(a, b) {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) {
    start++;
  }
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) {
    end++;
  }
  const middle = between(a.slice(start, a.length - end), b.slice(start, b.length - end));
  return joined([...same(a.slice(0, start)), ...middle, ...same(end === 0 ? [] : a.slice(-end))]);
}

const same = words => words.map(text => ({ kind: 'same', text }));

function between(a, b) {
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i * width + j] = a[i] === b[j]
        ? lengths[(i + 1) * width + j + 1] + 1
        : Math.max(lengths[(i + 1) * width + j], lengths[i * width + j + 1]);
    }
  }
  const found = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      found.push({ kind: 'same', text: a[i++] });
      j++;
    } else if (j >= b.length || (i < a.length && lengths[(i + 1) * width + j] >= lengths[i * width + j + 1])) {
      found.push({ kind: 'left', text: a[i++] });
    } else {
      found.push({ kind: 'right', text: b[j++] });
    }
  }
  return found;
}

function joined(words) {
  const runs = [];
  for (const word of words) {
    if (runs.at(-1)?.kind === word.kind) {
      runs.at(-1).text += word.text;
    } else {
      runs.push({ ...word });
    }
  }
  return runs;
}
