import { z } from 'zod';
import type { Card } from '../../cards/card.types.ts';
import { type HelpEntry, helpCard, helpListCard } from '../../cards/help-card.ts';
import { nearest } from '../nearest.rules.ts';
import { defineDeed } from '../operation.ts';

export const showHelp = defineDeed({
  summary: 'Say what can be said, or how one command works',
  examples: ['help', 'help reply'],
  schema: z.strictObject({ topic: z.string().max(60).optional() }),
  run: async (ctx, { topic }) => (topic === undefined ? helpListCard(ctx.help) : helpOn(topic, ctx.help)),
});

function helpOn(topic: string, entries: HelpEntry[]): Card {
  const wanted = topic.toLowerCase().trim();
  const words = new Set([wanted, ...wanted.split(/\s+/)]);
  const found = entries.filter((entry) => [entry.name, ...entry.synonyms].some((name) => words.has(name)));
  if (found.length > 0) return helpCard(`How to say it: ${found[0]?.name}`, found);
  const names = nearest(
    wanted,
    entries.flatMap((entry) => [entry.name, ...entry.synonyms]),
  );
  const near = entries.filter((entry) => [entry.name, ...entry.synonyms].some((name) => names.includes(name)));
  return helpCard(near.length === 0 ? 'There is no such command' : 'Did you mean one of these?', near, {
    notices: [{ level: 'info', text: `“${topic}” is no command.` }],
    actions: [{ label: 'All commands', style: 'default', op: 'help', args: {}, confirm: null }],
  });
}
