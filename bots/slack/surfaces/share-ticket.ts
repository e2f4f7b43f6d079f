import { bindThread } from '../../../domain/chat/bind-thread.ts';
import { notFound } from '../../../domain/errors.ts';
import { assertCan } from '../../../domain/people/permissions.rules.ts';
import { findTicket, type TicketHead } from '../../../domain/tickets/find-ticket.ts';
import type { Card } from '../../cards/card.types.ts';
import { doneCard } from '../../cards/done-card.ts';
import { makeCard } from '../../cards/make-card.rules.ts';
import { action, bold, code, oneLine, row } from '../../cards/spans.rules.ts';
import type { Act } from './act.types.ts';
import { asCard } from './as-card.ts';
import { asStaff } from './as-staff.ts';

/** Puts the ticket's card into a channel, whose thread is the ticket's from then on. A number that fits several tickets is answered by a list. */
export async function shareTicket(act: Act, ref: string, channel: string): Promise<Card> {
  return asCard(act, 'slack.share', () =>
    asStaff(act.deps, act.person, async (uow, member) => {
      assertCan(member.role, 'ticket:view');
      const found = await findTicket(uow, ref);
      if (found.kind === 'none') throw notFound('ticket', ref);
      if (found.kind === 'several') return chooseCard(found.tickets, ref, channel);
      const { ticket } = found;
      const { installation } = act.turn;
      const bound = await bindThread(uow, { installationId: installation.id, channelId: channel, rootTs: null, ticketId: ticket.id });
      return doneCard(
        ticket,
        bound.isNew ? `${ticket.number} is shared here. ${invite}` : `${ticket.number} has its card in this channel already.`,
        [],
      );
    }),
  );
}

const invite = 'If its card does not come, the app is not in this channel: invite it with /invite @Deskhand.';

function chooseCard(tickets: TicketHead[], ref: string, channel: string): Card {
  return makeCard('choice', [bold(`${ref} fits more than one ticket. Which one?`)], {
    rows: tickets.map((ticket) =>
      row(
        [code(ticket.number), { text: ` ${oneLine(ticket.subject, 120)}` }],
        [],
        [action('This one', 'slack.share', { ticket: ticket.number, channel })],
      ),
    ),
  });
}
