import { z } from 'zod';
import { decideDelivery } from '../../../domain/deliveries/decide-delivery.ts';
import { type DeliveryState, deliveryStates } from '../../../domain/deliveries/deliveries.types.ts';
import { listDeliveries as findPage } from '../../../domain/deliveries/list-deliveries.ts';
import { deliveryListCard } from '../../cards/delivery-list-card.ts';
import { makeCard } from '../../cards/make-card.rules.ts';
import { action, code, oneLine } from '../../cards/spans.rules.ts';
import { cursor, shortText } from '../arguments.rules.ts';
import { defineDeed } from '../operation.ts';

const mailsShown = 5;
const groups: Record<'uncertain' | 'failed' | 'queued' | 'sent' | 'all' | 'unsettled', readonly DeliveryState[]> = {
  uncertain: ['uncertain'],
  failed: ['failed'],
  queued: ['queued', 'sending'],
  sent: ['sent'],
  all: deliveryStates,
  unsettled: ['uncertain', 'failed', 'queued', 'sending'],
};

export const listDeliveries = defineDeed({
  summary: 'List outward mails, first those that need a decision',
  examples: ['deliveries', 'uncertain', 'deliveries failed', 'outbox sent'],
  schema: z.strictObject({
    which: z.enum(['uncertain', 'failed', 'queued', 'sent', 'all', 'unsettled']).default('unsettled'),
    after: cursor.optional(),
  }),
  run: async (ctx, { which, after }) => {
    const page = await findPage(ctx.uow, { states: groups[which], limit: mailsShown, after: after ?? null });
    return deliveryListCard(page, { which, reader: ctx.reader });
  },
});

export const decideUncertain = defineDeed({
  summary: 'Decide a mail of which nobody knows whether it went out',
  examples: ['sent d-1a2b3c4d', 'resend d-1a2b3c4d'],
  schema: z.strictObject({ delivery: shortText, decision: z.enum(['sent', 'resend']) }),
  run: async (ctx, { delivery, decision }) => {
    const decided = await decideDelivery(ctx.uow, delivery, decision);
    const text =
      decision === 'sent'
        ? 'It counts as sent; it will not be sent again.'
        : `It goes out once more to ${decided.to.join(', ')}, under the same Message-ID.`;
    return makeCard('done', [code(`d-${decided.id.slice(-8)}`), { text: ` ${oneLine(decided.subject, 120)}` }], {
      notices: [{ level: 'success', text }],
      actions: [
        action('Mails', 'deliveries.list', {}),
        ...(decided.ticket === null ? [] : [action('Show ticket', 'ticket.show', { ticket: decided.ticket })]),
      ],
      ticket: decided.ticket,
    });
  },
});
