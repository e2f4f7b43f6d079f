import { listOwnDrafts } from '../../../domain/deliveries/list-own-drafts.ts';
import { countUnread } from '../../../domain/notifications/count-unread.ts';
import type { Member } from '../../../domain/people/load-member.ts';
import { can } from '../../../domain/people/permissions.rules.ts';
import { loadMorning } from '../../../domain/reporting/load-morning.ts';
import type { TenantUnitOfWork } from '../../../domain/tenancy/unit-of-work.ts';
import { listTickets } from '../../../domain/tickets/list-tickets.ts';
import { readTicketFilter } from '../../../domain/tickets/ticket-filter.rules.ts';
import type { TicketLine } from '../../../domain/tickets/ticket-list.types.ts';
import { attentionSection, ticketLink } from '../../cards/attention-section.ts';
import type { Card, Row } from '../../cards/card.types.ts';
import { makeCard } from '../../cards/make-card.rules.ts';
import { action, bold, muted, oneLine, plain, row } from '../../cards/spans.rules.ts';
import { type Reader, when } from '../../cards/when.rules.ts';
import { statusNames } from '../../cards/words.rules.ts';
import { withPermittedActions } from '../../commands/permitted-actions.ts';

const shown = 5;

/** A member's own start page: what they can begin, their queue, what runs out, what waits for others, and their mails that were not sent. */
export async function homeCards(uow: TenantUnitOfWork, member: Member): Promise<Card[]> {
  const reader: Reader = { timeZone: member.timeZone, now: uow.now };
  const cards = [
    await deskCard(uow, member),
    await queueCard(uow, member, reader),
    await attentionCard(uow, member, reader),
    await draftCard(uow, member, reader),
  ];
  return cards.filter((card) => card !== null).map((card) => permitted(card, member));
}

async function deskCard(uow: TenantUnitOfWork, member: Member): Promise<Card> {
  const unread = await countUnread(uow, member.id);
  const told = unread === 0 ? 'Nothing new was told to you.' : `${unread} notice${unread === 1 ? '' : 's'} you have not read.`;
  return makeCard('list', [bold(`Your desk, ${oneLine(member.name, 60)}`)], {
    text: [plain(told)],
    actions: [
      action('New ticket', 'open:new_ticket', {}, 'primary'),
      action('Find', 'open:find', {}),
      ...(unread === 0 ? [] : [action('Notices', 'notifications.list', {}), action('Mark all read', 'notifications.read', {})]),
      action('Notification settings', 'notify.settings', {}),
    ],
  });
}

async function tickets(uow: TenantUnitOfWork, member: Member, words: string[]) {
  const { filter } = readTicketFilter(
    words.map((text) => ({ text, quoted: false })),
    { now: uow.now, timeZone: member.timeZone },
  );
  return listTickets(uow, filter, { me: member.id, limit: shown, after: null });
}

async function queueCard(uow: TenantUnitOfWork, member: Member, reader: Reader): Promise<Card> {
  const mine = await tickets(uow, member, ['mine']);
  const waiting = await tickets(uow, member, ['mine', 'waiting']);
  const others =
    waiting.total === 0 ? [] : [[muted(`${waiting.total}${waiting.totalIsAtLeast ? '+' : ''} of them wait for the customer.`)]];
  return makeCard('ticket_list', [bold(`My queue: ${mine.total}${mine.totalIsAtLeast ? '+' : ''}`)], {
    text: mine.total === 0 ? [plain('You have no ticket.')] : others,
    rows: mine.tickets.map((ticket) => ticketRow(ticket, reader)),
    actions: [
      ...(mine.total > mine.tickets.length ? [action('All of mine', 'tickets.list', { filter: 'mine' })] : []),
      ...(waiting.total === 0 ? [] : [action('Waiting for others', 'tickets.list', { filter: 'mine waiting' })]),
      action('Unassigned', 'tickets.list', { filter: 'unassigned' }),
    ],
  });
}

function ticketRow(ticket: TicketLine, reader: Reader): Row {
  const due = ticket.dueAt === null ? [] : [{ text: ' · due ' }, when(ticket.dueAt, reader)];
  return row(
    [ticketLink(ticket.number), { text: ` ${oneLine(ticket.subject, 120)}` }],
    [
      [
        {
          text: `${statusNames[ticket.status]} · ${ticket.priority}${ticket.customer === null ? '' : ` · ${oneLine(ticket.customer, 60)}`}`,
        },
        ...due,
      ],
    ],
    [
      action('Show', 'ticket.show', { ticket: ticket.number }),
      action('Reply', 'open:reply', { ticket: ticket.number }),
      action('Resolve', 'ticket.status', { ticket: ticket.number, status: 'resolved', version: ticket.version }),
    ],
  );
}

async function attentionCard(uow: TenantUnitOfWork, member: Member, reader: Reader): Promise<Card | null> {
  const morning = await loadMorning(uow, member.id, member.timeZone);
  const sections = [
    ...attentionSection('Overdue', morning.overdue, reader, action('List', 'tickets.list', { filter: 'mine overdue' })),
    ...attentionSection('Due today', morning.today, reader),
    ...attentionSection('Breaching soon in your teams', morning.soon, reader),
    ...attentionSection('The customer waits for you', morning.waiting, reader),
  ];
  return sections.length === 0 ? null : makeCard('report', [bold('What runs out')], { sections });
}

async function draftCard(uow: TenantUnitOfWork, member: Member, reader: Reader): Promise<Card | null> {
  const drafts = await listOwnDrafts(uow, member.id);
  if (drafts.length === 0) return null;
  return makeCard('list', [bold(`Mails of yours that were not sent: ${drafts.length}`)], {
    rows: drafts
      .slice(0, shown)
      .map((draft) =>
        row(
          [bold(draft.to.map((one) => one.address).join(', ')), { text: ` ${oneLine(draft.subject, 100)}` }],
          [plain(oneLine(draft.text, 160)), [{ text: 'written ' }, when(draft.createdAt, reader)]],
          [action('Look at it', 'draft.edit', { draft: draft.id }), action('Put aside', 'draft.cancel', { draft: draft.id })],
        ),
      ),
  });
}

/** Buttons that open a form are no operations: they go where the role may not do what the form does. */
function permitted(card: Card, member: Member): Card {
  const may = (op: string): boolean =>
    can(member.role, op === 'open:new_ticket' ? 'ticket:create' : op === 'open:reply' ? 'ticket:reply' : 'ticket:view');
  const forms = (actions: Card['actions']) => actions.filter(({ op }) => op.startsWith('open:') && may(op));
  const whole = withPermittedActions(card, member.role);
  return {
    ...whole,
    actions: [...forms(card.actions), ...whole.actions],
    rows: whole.rows.map((one, index) => {
      const [first, ...rest] = one.actions;
      return { ...one, actions: [...(first === undefined ? [] : [first]), ...forms(card.rows[index]?.actions ?? []), ...rest] };
    }),
  };
}
