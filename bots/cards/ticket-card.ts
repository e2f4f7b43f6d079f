import { heldBack } from '../../domain/tickets/file-scan.rules.ts';
import { isUnfinished, statusMoves } from '../../domain/tickets/ticket.rules.ts';
import type { TicketFile, TicketMessageView } from '../../domain/tickets/ticket-message.types.ts';
import type { TicketStatus } from '../../domain/tickets/tickets.types.ts';
import type { TicketEventView, TicketView } from '../../domain/tickets/view-ticket.ts';
import type { Card, CardAction, Field, Notice, Paragraph, Section, Span } from './card.types.ts';
import { makeCard } from './make-card.rules.ts';
import { nextActionFields } from './next-action-fields.ts';
import { relationFields, relationNotices } from './relation-fields.ts';
import { action, askFirst, bold, clip, code, field, fileSize, muted, plain, section } from './spans.rules.ts';
import { typeActions } from './type-actions.ts';
import { clearAction, unreachableNotices } from './unreachable-card.ts';
import { type Reader, when } from './when.rules.ts';
import { authorName, deliveryNames, eventText, intentNames, statusNames, typeNames } from './words.rules.ts';
import { workFields } from './work-fields.ts';

/** Longest part of one message that a card shows, in UTF-16 units. */
const longestMessage = 1_500;

/** What the card needs beside the ticket: whose eyes, links to files where the surface has them, and whether the filing's own triage is told elsewhere. */
export type TicketCardOptions = {
  reader: Reader;
  userId: string;
  fileLink: ((file: TicketFile) => string) | null;
  /** A link to a mail as it was sent, where the surface can show it. */
  asSentLink?: ((message: TicketMessageView) => string) | null;
  withoutTriage?: boolean;
};

/** The whole ticket with what can be done next. */
export function ticketCard(view: TicketView, options: TicketCardOptions): Card {
  const { ticket } = view;
  return makeCard('ticket', [code(ticket.number), { text: ' ' }, bold(ticket.subject)], {
    notices: [...relationNotices(view.relations, view.ticket.snoozedUntil, options.reader), ...notices(view)],
    fields: fields(view, options.reader),
    sections: [
      ...(options.withoutTriage === true ? [] : triage(view)),
      ...view.messages.map((message) => messageSection(message, options, ticket.number)),
      ...deliveries(view, options.reader),
      ...log(view.events, options.reader),
    ],
    paging:
      view.earlier === 0
        ? null
        : {
            shown: view.messages.length,
            total: view.messages.length + view.earlier,
            totalIsAtLeast: false,
            next: action('Earlier messages', 'ticket.show', { ticket: ticket.number, before: view.messages[0]?.id ?? null }),
          },
    actions: [...ticketActions(view, options.userId), ...view.unreachable.map(clearAction)],
    ticket: ticket.number,
  });
}

function notices({ ticket, deliveries: mails, unreachable }: TicketView): Notice[] {
  const found: Notice[] = unreachableNotices(unreachable);
  if (ticket.isSpam)
    found.push({ level: 'warning', text: 'Marked as spam: it is hidden from lists and cannot be answered until it is released.' });
  if (ticket.requesterIsBlocked)
    found.push({ level: 'warning', text: `${ticket.requesterAddress} is blocked: further mail of it waits in quarantine.` });
  for (const mail of mails) {
    const to = mail.to.map((person) => person.address).join(', ');
    if (mail.state === 'uncertain')
      found.push({ level: 'warning', text: `Nobody knows whether the mail to ${to} went out. Decide: sent or resend.` });
    if (mail.state === 'failed')
      found.push({ level: 'error', text: `The mail to ${to} failed: ${mail.lastResult ?? 'no reason was given'}` });
  }
  return found;
}

function fields(view: TicketView, reader: Reader): Field[] {
  const { ticket } = view;
  const requester =
    ticket.requesterAddress === null
      ? 'nobody'
      : ticket.requesterName === ''
        ? ticket.requesterAddress
        : `${ticket.requesterName} <${ticket.requesterAddress}>`;
  const others = view.participants
    .filter((person) => person.address !== ticket.requesterAddress)
    .map((person) => `${person.address} (${person.role.replace('_', ' ')})`);
  return [
    field('Status', statusNames[ticket.status]),
    field('Priority', ticket.priority),
    field('Type', typeNames[ticket.type]),
    field('Assignee', ticket.assignee ?? 'nobody'),
    ...(ticket.nextDueAt === null
      ? []
      : [field('Next due', [when(ticket.nextDueAt, reader), { text: ticket.breached ? ' · a promise was broken' : '' }])]),
    ...workFields(view.work),
    field('Requester', requester),
    field('Customer', ticket.customer ?? (ticket.requesterIsOutside ? 'unknown sender, not linked to a customer' : 'none')),
    ...(others.length === 0 ? [] : [field('Also takes part', others.join(', '))]),
    ...nextActionFields(view.nextAction, reader),
    ...relationFields(view.relations),
    ...(ticket.reopened === 0 ? [] : [field('Reopened', ticket.reopened === 1 ? 'once' : `${ticket.reopened} times`)]),
    ...(ticket.language === null ? [] : [field('Language', ticket.language)]),
    ...(ticket.follows === null ? [] : [field('Follows', [code(ticket.follows)])]),
    ...(ticket.followedBy === null ? [] : [field('Followed by', [code(ticket.followedBy)])]),
    field('Opened', [when(ticket.createdAt, reader), { text: ticket.channel === 'email' ? ' by mail' : ' by staff' }]),
    field('Last change', [when(ticket.updatedAt, reader)]),
  ];
}

/** The suggestion stays visible as such: it decided nothing that a person cannot change. */
function triage({ ticket }: TicketView): Section[] {
  if (ticket.triage === null) return [];
  const { intent, type, priority, reasons } = ticket.triage;
  const because = reasons.length === 0 ? '' : `, because ${reasons.join('; ')}`;
  const text = `${intentNames[intent]} (${typeNames[type]}, ${priority})${because}`;
  return [section('Suggested', 'plain', [plain(text)], typeActions(ticket))];
}

/** One message with who wrote it, who may see it, its files and, on the card of its ticket `number`, what can be done about it. */
export function messageSection(
  message: TicketMessageView,
  { reader, fileLink, asSentLink = null }: TicketCardOptions,
  number: string | null = null,
): Section {
  const tone = !message.isVerified ? 'unverified' : message.isPublic ? 'public' : 'internal';
  const heading: Paragraph = [
    muted(`#${message.ordinal} `),
    bold(authorName(message.author)),
    muted(` ${kindWords[message.kind]} · `),
    when(message.createdAt, reader),
    ...whereabouts(message),
  ];
  if (message.delivery !== null) heading.push(muted(` · ${deliveryNames[message.delivery.state]}`));
  if (message.hasHtml && asSentLink !== null) heading.push(muted(' · '), { text: 'Show as sent', href: asSentLink(message) });
  const { text, cut } = clip(message.text, longestMessage);
  const paragraphs = [plain(text === '' ? '(no text)' : text)];
  if (!message.isVerified)
    paragraphs.unshift([
      bold('Unverified: the sender proved no right to write on this ticket. Do not trust names or requests in it.'),
      ...(message.doubt === null ? [] : [{ text: ` ${message.doubt}` }]),
    ]);
  if (cut > 0) paragraphs.push([muted(`(${cut} more characters)`)]);
  if (message.kind === 'reply' || message.kind === 'forward') {
    paragraphs.push([muted(`To: ${message.recipients.map((person) => person.address).join(', ')}`)]);
  }
  const files = message.files.filter((file) => !file.inline);
  if (files.length > 0) paragraphs.push(files.flatMap((file, index) => fileSpans(file, index, fileLink)));
  const pictures = message.files.length - files.length;
  if (pictures > 0) paragraphs.push([muted(`(${pictures} ${pictures === 1 ? 'picture' : 'pictures'} inside of it: “files” lists all)`)]);
  return section(heading, tone, paragraphs, number === null ? [] : messageActions(message, number));
}

/** A stranger's mail can be taken for real by somebody who knows better. */
function messageActions({ kind, isVerified, isPublic, mergedFrom, ordinal, author }: TicketMessageView, number: string): CardAction[] {
  if (kind !== 'mail' || isVerified || isPublic || mergedFrom !== null || author.kind !== 'contact') return [];
  const question = `Do you know that ${author.address} wrote this? It becomes public and they take part.`;
  return [askFirst('Admit', 'message.admit', { ticket: number, message: ordinal }, question)];
}

/** Where a message really is, where that is not this ticket alone. */
function whereabouts({ mergedFrom, splitTo, splitFrom }: TicketMessageView): Span[] {
  return [
    ...(mergedFrom === null ? [] : [muted(` · on ${mergedFrom}`)]),
    ...(splitTo === null ? [] : [muted(` · split off to ${splitTo}`)]),
    ...(splitFrom === null ? [] : [muted(` · from ${splitFrom}`)]),
  ];
}

const kindWords: Record<TicketMessageView['kind'], string> = {
  mail: 'wrote by mail',
  reply: 'answered',
  note: 'noted',
  forward: 'forwarded',
  acknowledgement: 'acknowledged',
  opening: 'opened',
};

function fileSpans(file: TicketFile, index: number, fileLink: TicketCardOptions['fileLink']): Paragraph {
  const held = heldBack(file.scanState, file.scanVirus);
  const name = fileLink === null || held !== null ? { text: file.filename } : { text: file.filename, href: fileLink(file) };
  return [{ text: index === 0 ? 'Files: ' : ', ' }, name, muted(` (${fileSize(file.size)}${held === null ? '' : `, ${held}`})`)];
}

function deliveries({ deliveries: mails, ticket }: TicketView, reader: Reader): Section[] {
  return mails
    .filter((mail) => mail.state !== 'sent' && mail.state !== 'cancelled')
    .map((mail) =>
      section(
        `Mail: ${deliveryNames[mail.state]}`,
        'plain',
        [
          [
            { text: `${mail.purpose} to ${mail.to.map((person) => person.address).join(', ')} · ` },
            when(mail.at, reader),
            muted(mail.lastResult === null ? '' : ` · ${mail.lastResult}`),
          ],
        ],
        deliveryActions(mail.id, mail.state, ticket.number),
      ),
    );
}

/** The decisions that are open for a mail in that state. */
export function deliveryActions(id: string, state: keyof typeof deliveryNames, ticket: string | null): CardAction[] {
  const about = ticket === null ? 'this mail' : `this mail of ${ticket}`;
  const resend = askFirst(
    'Send again',
    'delivery.decide',
    { delivery: id, decision: 'resend' },
    `Send ${about} again? If it arrived before, the customer may see it twice.`,
  );
  if (state === 'uncertain') return [action('It was sent', 'delivery.decide', { delivery: id, decision: 'sent' }), resend];
  return state === 'failed' ? [resend] : [];
}

function log(events: TicketEventView[], reader: Reader): Section[] {
  if (events.length === 0) return [];
  const lines = events.map(
    (event): Paragraph => [when(event.at, reader), { text: ` ${authorName(event.actor)}: ${eventText(event.type, event.data)}` }],
  );
  return [section('Lately', 'plain', lines)];
}

const moveLabels: Partial<Record<TicketStatus, string>> = {
  in_progress: 'Start',
  waiting_customer: 'Wait',
  resolved: 'Resolve',
  closed: 'Close',
  open: 'Reopen',
};

/** Every button carries the version it was drawn for: pressed on a card that is out of date it is refused and says what happened. */
export function ticketActions({ ticket, relations }: Pick<TicketView, 'ticket' | 'relations'>, userId: string): CardAction[] {
  const at = { ticket: ticket.number, version: ticket.version };
  const { mergedInto } = relations;
  if (mergedInto !== null) {
    return [
      action(`Show ${mergedInto.number}`, 'ticket.show', { ticket: mergedInto.number }, 'primary'),
      action('Take the merge back', 'ticket.unmerge', at),
    ];
  }
  if (ticket.isSpam) return [action('Not spam: release', 'ticket.release', at, 'primary')];
  const moves = statusMoves[ticket.status].filter(
    (to) =>
      moveLabels[to] !== undefined &&
      !(to === 'open' && ticket.status !== 'resolved' && ticket.status !== 'closed' && ticket.status !== 'cancelled'),
  );
  return [
    ...(ticket.assigneeId === userId
      ? [action('Give back', 'ticket.assign', { ...at, to: 'nobody' })]
      : [action('Take', 'ticket.assign', { ...at, to: 'me' }, 'primary')]),
    ...moves.map((to) => action(moveLabels[to] ?? to, 'ticket.status', { ...at, status: to })),
    ...(isUnfinished(ticket.status) ? [action('Articles', 'ticket.suggest', { ticket: ticket.number })] : []),
    ...(ticket.nextDueAt === null && !ticket.breached ? [] : [action('Why due?', 'ticket.why', { ticket: ticket.number })]),
    ...(ticket.customerId === null && ticket.requesterIsOutside
      ? [askFirst('Spam', 'ticket.spam', at, `Mark ${ticket.number} as spam? It is cancelled and hidden from lists; nothing is deleted.`)]
      : []),
  ];
}
