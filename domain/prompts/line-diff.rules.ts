/** A line of a difference: in both, only in the old text, only in the new one. */
export type LineChange = { kind: 'same' | 'removed' | 'added'; text: string };

// Quadratic in the lines that differ: beyond this the rest is shown as one replacement.
const mostCompared = 1_000;

/** What was taken out of and put into a text, line by line, by the longest common subsequence. */
export function lineDiff(before: string, after: string): LineChange[] {
  const [old, fresh] = [before.split('\n'), after.split('\n')];
  let start = 0;
  while (start < old.length && start < fresh.length && old[start] === fresh[start]) start++;
  let end = 0;
  while (end < old.length - start && end < fresh.length - start && old.at(-1 - end) === fresh.at(-1 - end)) end++;
  const same = (text: string): LineChange => ({ kind: 'same', text });
  const middle = middleDiff(old.slice(start, old.length - end), fresh.slice(start, fresh.length - end));
  return [...old.slice(0, start).map(same), ...middle, ...old.slice(old.length - end).map(same)];
}

function middleDiff(old: string[], fresh: string[]): LineChange[] {
  if (old.length > mostCompared || fresh.length > mostCompared) return [...marked('removed', old), ...marked('added', fresh)];
  const lengths = commonLengths(old, fresh);
  const changes: LineChange[] = [];
  let [i, j] = [0, 0];
  while (i < old.length && j < fresh.length) {
    if (old[i] === fresh[j]) {
      changes.push({ kind: 'same', text: old[i] as string });
      i++;
      j++;
    } else if (at(lengths, i + 1, j) >= at(lengths, i, j + 1)) changes.push({ kind: 'removed', text: old[i++] as string });
    else changes.push({ kind: 'added', text: fresh[j++] as string });
  }
  return [...changes, ...marked('removed', old.slice(i)), ...marked('added', fresh.slice(j))];
}

function commonLengths(old: string[], fresh: string[]): number[][] {
  const lengths = Array.from({ length: old.length + 1 }, () => new Array<number>(fresh.length + 1).fill(0));
  for (let i = old.length - 1; i >= 0; i--) {
    const line = lengths[i] as number[];
    for (let j = fresh.length - 1; j >= 0; j--) {
      line[j] = old[i] === fresh[j] ? at(lengths, i + 1, j + 1) + 1 : Math.max(at(lengths, i + 1, j), at(lengths, i, j + 1));
    }
  }
  return lengths;
}

function at(lengths: number[][], i: number, j: number): number {
  return lengths[i]?.[j] ?? 0;
}

function marked(kind: LineChange['kind'], lines: string[]): LineChange[] {
  return lines.map((text) => ({ kind, text }));
}
