/** Names by id, of people and channels alike. */
export type SlackNames = ReadonlyMap<string, string>;

/** The ids of people and channels that a message names without saying their names: look them up before `fromSlackText`. */
export function idsIn(text: string): string[] {
  return [...new Set([...text.matchAll(/<[@#]([A-Z0-9]+)(?:\|)?>/g)].map((found) => found[1] ?? ''))];
}

/**
 * A message's text as Slack delivers it, in plain words for a ticket: people and channels by name, links with their address, calls to everybody as words. What
 * cannot be told by name keeps its id; emoji codes stay as they are.
 */
export function fromSlackText(text: string, names: SlackNames = new Map()): string {
  return text.replace(/<([^<>\n]*)>|&(amp|lt|gt);/g, (_whole, inner: string | undefined, entity: string | undefined) => {
    if (inner === undefined) return signs[entity ?? ''] ?? '';
    const bar = inner.indexOf('|');
    const label = bar < 0 ? '' : unescaped(inner.slice(bar + 1));
    return wordsOf(unescaped(bar < 0 ? inner : inner.slice(0, bar)), label, names);
  });
}

const signs: Record<string, string> = { amp: '&', lt: '<', gt: '>' };

function unescaped(text: string): string {
  return text.replace(/&(amp|lt|gt);/g, (_whole, entity: string) => signs[entity] ?? '');
}

function wordsOf(target: string, label: string, names: SlackNames): string {
  if (target.startsWith('@')) return `@${bare(label) || names.get(target.slice(1)) || target.slice(1)}`;
  if (target.startsWith('#')) return `#${bare(label) || names.get(target.slice(1)) || target.slice(1)}`;
  if (target.startsWith('!')) return callWords(target.slice(1), label);
  const address = target.replace(/^(mailto|tel):/, '');
  if (label === '' || label === target || label === address || address.replace(/^https?:\/\//, '').replace(/\/$/, '') === label)
    return address;
  return `${label} (${address})`;
}

function callWords(call: string, label: string): string {
  if (call.startsWith('date^')) return label === '' ? 'a time' : label;
  if (label !== '') return `@${bare(label)}`;
  return `@${call.replace(/^subteam\^/, '')}`;
}

const bare = (label: string): string => label.replace(/^[@#]/, '');
