import { type Attention, type AttentionLine, attentionShown } from '../../domain/reporting/attention.ts';
import type { CardAction, Paragraph, Section, Span } from './card.types.ts';
import { bold, muted, oneLine, section } from './spans.rules.ts';
import { type Reader, when } from './when.rules.ts';

/** A ticket's number as a link to its page. */
export function ticketLink(number: string): Span {
  return { text: number, href: `/t/${encodeURIComponent(number)}` };
}

/** How many there are, the first of them a line each, and how many more; nothing for none. */
export function attentionSection(heading: string, { total, lines }: Attention, reader: Reader, all: CardAction | null = null): Section[] {
  const paragraphs = lines.map((line) => attentionLine(line, reader));
  return countedSection(heading, total, paragraphs, all);
}

/** The same of anything that is counted. */
export function countedSection(heading: string, total: number, lines: Paragraph[], all: CardAction | null = null): Section[] {
  if (total === 0) return [];
  const left = total - Math.min(lines.length, attentionShown);
  const more: Paragraph[] = left > 0 ? [[muted(`and ${left} more`)]] : [];
  return [section([bold(`${heading}: ${total}`)], 'plain', [...lines, ...more], all === null ? [] : [all])];
}

function attentionLine({ number, subject, priority, customer, assignee, dueAt, snoozedUntil }: AttentionLine, reader: Reader): Paragraph {
  const isAsleep = snoozedUntil !== null && snoozedUntil > reader.now;
  const instant = isAsleep ? snoozedUntil : dueAt;
  return [
    ticketLink(number),
    {
      text: ` ${oneLine(subject, 100)} · ${priority} · ${customer === null ? '' : `${oneLine(customer, 60)} · `}${assignee ?? 'nobody has it'}`,
    },
    ...(instant === null ? [] : [{ text: isAsleep ? ' · asleep until ' : ' · due ' }, when(instant, reader)]),
  ];
}
