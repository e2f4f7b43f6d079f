import { loadAlert } from '../../../domain/chat/load-alert.ts';
import type { TicketId } from '../../../domain/ids.types.ts';
import type { NotificationFacts, NotificationKind } from '../../../domain/notifications/notifications.types.ts';
import { alertCard } from '../../cards/alert-card.ts';
import type { Composer } from '../slack.types.ts';
import { composeCard } from './compose-card.ts';

type AlertRef = { channel: string; ticketId: TicketId; kind: NotificationKind; facts: NotificationFacts };

/** A ticket's deadline in a channel that wants alerts: in the ticket's thread there, else in the channel itself. */
export const alertComposer: Composer = {
  async compose(ctx) {
    const { uow, post, installation } = ctx;
    const { channel, ticketId, kind, facts } = post.ref as AlertRef;
    const ticket = await loadAlert(uow, { installationId: installation.id, channel, ticketId });
    if (ticket === null) return null;
    const message = await composeCard(ctx, alertCard(ticket, { kind, facts }, { timeZone: ticket.timeZone, now: uow.now }));
    return { verb: 'post', channel, threadTs: ticket.threadTs, message };
  },
};
