/** What the words of a command line mean: a command and the words after it, or the best guess at what was meant. */
export type FoundCommand =
  | { kind: 'found'; name: string; rest: string[] }
  | { kind: 'group'; said: string; names: string[] }
  | { kind: 'unknown'; nearest: string };

/** Finds the longest command name that the words begin with. */
export function findCommand(words: string[], names: string[]): FoundCommand {
  const name = [3, 2, 1].map((count) => words.slice(0, count).join(' ')).find((candidate) => names.includes(candidate));
  if (name !== undefined) return { kind: 'found', name, rest: words.slice(name.split(' ').length) };
  const group = names.filter((candidate) => candidate.startsWith(`${words[0]} `));
  const subgroup = group.filter((candidate) => candidate.startsWith(`${words.slice(0, 2).join(' ')} `));
  if (group.length > 0 && isNoWord(words[1])) return { kind: 'group', said: words[0] ?? '', names: group };
  if (subgroup.length > 0 && isNoWord(words[2])) return { kind: 'group', said: words.slice(0, 2).join(' '), names: subgroup };
  return { kind: 'unknown', nearest: nearestName(words, group.length > 0 ? group : names) };
}

function isNoWord(word: string | undefined): boolean {
  return word === undefined || word.startsWith('-');
}

/** The name with the fewest letters to change, judged by as many words as the name has. */
export function nearestName(words: string[], names: string[]): string {
  const cost = (name: string): number => {
    const typed = words.slice(0, name.split(' ').length).join(' ').toLowerCase();
    return editDistance(typed, name) / Math.max(typed.length, name.length);
  };
  return names.reduce((best, name) => (cost(name) < cost(best) ? name : best));
}

/** Levenshtein distance: letters to add, take away or exchange. */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const exchange = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(exchange, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
