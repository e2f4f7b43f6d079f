import { z } from 'zod';
import { mailAddress } from '../../../domain/input.rules.ts';
import { openStaffTicket } from '../../../domain/tickets/open-staff-ticket.ts';
import { ticketPriorities, ticketTypes } from '../../../domain/tickets/tickets.types.ts';
import { withNotice } from '../../cards/make-card.rules.ts';
import { longText, shortText } from '../arguments.rules.ts';
import { defineDeed } from '../operation.ts';
import { withCustomer } from '../with-customer.ts';
import { showTicketCard } from './show-ticket.ts';

const schema = z.strictObject({
  subject: shortText,
  requester: mailAddress.optional(),
  requesterName: shortText.optional(),
  customer: shortText.optional(),
  priority: z.enum(ticketPriorities).optional(),
  type: z.enum(ticketTypes).optional(),
  text: longText.default(''),
});

export const openTicket = defineDeed({
  summary: 'Open a ticket on behalf of somebody; nothing is sent',
  examples: ['open "Printer is down" for jane@acme.example: It has been blinking since nine.', 'new ticket "Move office" priority:high'],
  schema,
  run: (ctx, args) =>
    withCustomer(ctx, 'ticket.open', args, async (customer) => {
      const { priority, type } = args;
      const opened = await openStaffTicket(ctx.uow, {
        subject: args.subject,
        requester: args.requester === undefined ? null : { address: args.requester, name: args.requesterName ?? '' },
        customerId: customer?.id ?? null,
        text: args.text,
        ...(priority === undefined ? {} : { priority }),
        ...(type === undefined ? {} : { type }),
      });
      const told =
        args.requester === undefined
          ? 'Nobody was told.'
          : `Nothing was sent to ${args.requester}; to write to them: reply ${opened.number} text`;
      return withNotice(await showTicketCard(ctx, opened.id), 'success', `${opened.number} is open. ${told}`);
    }),
});
