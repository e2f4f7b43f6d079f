import { isUnfinished } from '../../../domain/tickets/ticket.rules.ts';
import type { TicketStatus } from '../../../domain/tickets/tickets.types.ts';
import { statusNames } from '../../cards/words.rules.ts';
import type { KnownBlock, RichTextElement } from './blocks.types.ts';
import { dateFormat, relativeFormat, safeUrl } from './mrkdwn.rules.ts';
import { clipTo, hasInk, onOneLine } from './plain-text.rules.ts';
import { type RichRun, richTextBlocks } from './rich-text.rules.ts';
import type { TicketCardModel } from './ticket-card.types.ts';

/** The one mark of a card. */
const marks: Record<TicketStatus, string> = {
  open: '🔵',
  in_progress: '🟡',
  waiting_customer: '⏸️',
  resolved: '✅',
  closed: '⚪',
  cancelled: '🚫',
};

/** What is known of the ticket, in one block: number and subject, state, people, deadline, next action, and the customer's last words in a quote. */
export function ticketFacts(model: TicketCardModel, webUrl: string): KnownBlock[] {
  const lines = model.isShared
    ? [headLine(model, webUrl), [text(capital(statusNames[model.status]))]]
    : [headLine(model, webUrl), stateLine(model), peopleLine(model), dueLine(model), nextLine(model), standingLine(model)];
  const elements = lines.filter((line) => line.length > 0).flatMap((line, index) => (index === 0 ? line : [text('\n'), ...line]));
  return richTextBlocks([{ quote: false, elements }, ...(model.isShared ? [] : lastWords(model))]);
}

function headLine({ number, subject, status, breached, isShared }: TicketCardModel, webUrl: string): RichTextElement[] {
  const mark = breached && isUnfinished(status) && !isShared ? '🔴' : marks[status];
  const url = safeUrl(`/t/${encodeURIComponent(number)}`, webUrl);
  const title: RichTextElement = url === null ? bold(number) : { type: 'link', url, text: number, style: { bold: true } };
  return [text(`${mark} `), title, ...(isShared ? [] : [bold(` ${shown(subject, 250, '(no subject)')}`)])];
}

function stateLine({ status, priority, assignee }: TicketCardModel): RichTextElement[] {
  const owner = assignee === null ? 'nobody has it' : `${shown(assignee, 80, 'somebody')} has it`;
  return [text(`${capital(statusNames[status])} · ${priority} · ${owner}`)];
}

function peopleLine({ requester, customer }: TicketCardModel): RichTextElement[] {
  const who = [requester ?? '', customer ?? ''].filter(hasInk).map((name) => shown(name, 120, ''));
  return who.length === 0 ? [] : [text(`From ${who.join(', ')}`)];
}

/** Words that move on by themselves, and the time in the reader's own zone. */
function dueLine({ nextDueAt, breached, status }: TicketCardModel): RichTextElement[] {
  if (!isUnfinished(status)) return breached ? [text('A promised time was missed')] : [];
  const missed = breached ? [bold('BREACHED')] : [];
  if (nextDueAt === null) return missed;
  return [...missed, text(breached ? ' · next due ' : 'Due '), date(nextDueAt, relativeFormat), text(', '), date(nextDueAt, dateFormat)];
}

function nextLine({ next }: TicketCardModel): RichTextElement[] {
  if (next === null) return [];
  const owner = next.owner === null ? 'nobody' : shown(next.owner, 80, 'somebody');
  return [
    text(`Next: ${shown(next.text, 200, '(nothing written)')} · ${owner}, until `),
    date(next.dueAt, dateFormat),
    ...(next.isPublic ? [text(' · the customer sees this line')] : []),
  ];
}

function standingLine({ isSpam, mergedInto, snoozedUntil }: TicketCardModel): RichTextElement[] {
  if (isSpam) return [bold('Marked as spam')];
  if (mergedInto !== null) return [text(`Merged into ${mergedInto}`)];
  return snoozedUntil === null ? [] : [text('Snoozed until '), date(snoozedUntil, dateFormat)];
}

function lastWords({ lastMessage }: TicketCardModel): RichRun[] {
  if (lastMessage === null) return [];
  const { author, at, isVerified } = lastMessage;
  return [
    {
      quote: true,
      elements: [
        ...(isVerified ? [] : [bold('UNVERIFIED ')]),
        text(`${shown(author, 120, 'somebody')}, `),
        date(at, dateFormat),
        text(`: ${shown(lastMessage.text, 280, '(no text)')}`),
      ],
    },
  ];
}

/** Foreign text on one line; in rich text it is never markup. */
function shown(value: string, max: number, fallback: string): string {
  const line = onOneLine(value);
  return hasInk(line) ? clipTo(line, max) : fallback;
}

function date(at: Date, format: string): RichTextElement {
  return {
    type: 'date',
    timestamp: Math.floor(at.getTime() / 1_000),
    format,
    fallback: `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`,
  };
}

const text = (value: string): RichTextElement => ({ type: 'text', text: value });
const bold = (value: string): RichTextElement => ({ type: 'text', text: value, style: { bold: true } });
const capital = (value: string): string => `${value.charAt(0).toUpperCase()}${value.slice(1)}`;
