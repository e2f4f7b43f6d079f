import { z } from 'zod';
import { listFiles } from '../../../domain/tickets/list-files.ts';
import { fileListCard } from '../../cards/file-list-card.ts';
import { ticketRef } from '../arguments.rules.ts';
import { defineDeed } from '../operation.ts';
import { withTicket } from '../with-ticket.ts';

export const listTicketFiles = defineDeed({
  summary: 'Show all files of a ticket, also the pictures inside of its mails',
  examples: ['files 1', 'all files TKT-202611-00001', 'attachments 1'],
  schema: z.strictObject({ ticket: ticketRef }),
  run: (ctx, args) =>
    withTicket(ctx, 'ticket.files', args, async (ticket) => {
      const { fileLink } = ctx;
      const files = await listFiles(ctx.uow, ticket.id);
      return fileListCard(ticket, files, fileLink === null ? null : ({ id }) => fileLink({ kind: 'attachment', id }));
    }),
});
