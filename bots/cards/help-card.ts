import type { Card, CardAction, Notice, Paragraph, Row } from './card.types.ts';
import { makeCard } from './make-card.rules.ts';
import { bold, code, muted, plain, row } from './spans.rules.ts';

/** One command as help shows it. */
export type HelpEntry = {
  name: string;
  usage: string;
  hint: string | null;
  summary: string;
  examples: readonly string[];
  synonyms: readonly string[];
};

/** Every command, those that do the same together. */
export function helpListCard(entries: HelpEntry[]): Card {
  return makeCard('help', [bold('What you can say')], {
    text: [
      [{ text: 'Say it in short words; the number of a ticket can be its end. More about one: ' }, code('help reply')],
      [{ text: 'Mails are always shown before they are sent. A note never leaves the house.' }],
    ],
    rows: bySummary(entries).map(([summary, usages]) =>
      row(
        usages.flatMap((usage, index) => [{ text: index === 0 ? '' : '  or  ' }, code(usage)]),
        [[muted(summary)]],
      ),
    ),
  });
}

function bySummary(entries: HelpEntry[]): [summary: string, usages: string[]][] {
  const groups = new Map<string, string[]>();
  for (const entry of entries) groups.set(entry.summary, [...(groups.get(entry.summary) ?? []), entry.usage]);
  return [...groups];
}

/** One or a few commands with examples and other words for them. `notices` say what was wrong, `actions` offer what was meant. */
export function helpCard(title: string, entries: HelpEntry[], options: { notices?: Notice[]; actions?: CardAction[] } = {}): Card {
  return makeCard('help', [bold(title)], { notices: options.notices ?? [], rows: entries.map(entryRow), actions: options.actions ?? [] });
}

function entryRow(entry: HelpEntry): Row {
  const lines: Paragraph[] = [plain(`${entry.summary}.${entry.hint === null ? '' : ` ${entry.hint}`}`)];
  if (entry.examples.length > 0)
    lines.push([{ text: 'For example: ' }, ...entry.examples.flatMap((text, index) => [{ text: index === 0 ? '' : '  ·  ' }, code(text)])]);
  if (entry.synonyms.length > 0) lines.push([muted(`Also: ${entry.synonyms.join(', ')}`)]);
  return row([code(entry.usage)], lines);
}
