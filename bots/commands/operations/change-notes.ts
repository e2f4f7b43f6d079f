import { z } from 'zod';
import { can } from '../../../domain/people/permissions.rules.ts';
import { admitMessage } from '../../../domain/tickets/admit-message.ts';
import { deleteNote } from '../../../domain/tickets/delete-note.ts';
import { editNote } from '../../../domain/tickets/edit-note.ts';
import { findMessages } from '../../../domain/tickets/find-messages.ts';
import type { TicketHead } from '../../../domain/tickets/find-ticket.ts';
import { doneCard } from '../../cards/done-card.ts';
import { ticketRef, writtenText } from '../arguments.rules.ts';
import { defineDeed, type OperationContext } from '../operation.ts';
import { withTicket } from '../with-ticket.ts';

const message = z.int().positive('must be the number of a message');

export const editTicketNote = defineDeed({
  summary: 'Change the text of an internal note of yours',
  examples: ['edit note #3 of 1: They called three times.', 'change note 3 of TKT-202611-00001 see rack 5'],
  schema: z.strictObject({ ticket: ticketRef, message, text: writtenText }),
  run: (ctx, args) =>
    withTicket(ctx, 'note.edit', args, async (ticket) => {
      const { changed } = await editNote(ctx.uow, await noteOf(ctx, ticket, args.message), args.text, mayChange(ctx));
      const text = changed
        ? `Note #${args.message} of ${ticket.number} is changed, in its chat threads too.`
        : `Note #${args.message} says that already.`;
      return doneCard(ticket, text, []);
    }),
});

export const deleteTicketNote = defineDeed({
  summary: 'Delete an internal note of yours, with its files',
  examples: ['delete note #3 of 1', 'remove note 3 of TKT-202611-00001'],
  schema: z.strictObject({ ticket: ticketRef, message }),
  run: (ctx, args) =>
    withTicket(ctx, 'note.delete', args, async (ticket) => {
      const { deleted } = await deleteNote(ctx.uow, await noteOf(ctx, ticket, args.message), mayChange(ctx));
      const text = deleted
        ? `Note #${args.message} of ${ticket.number} is deleted, in its chat threads too.`
        : `Note #${args.message} was deleted before.`;
      return doneCard(ticket, text, []);
    }),
});

export const admitTicketMessage = defineDeed({
  summary: 'Take an unverified mail on a ticket for real: it becomes public and its sender takes part',
  examples: ['admit #3 of 1', 'admit message 3 of TKT-202611-00001'],
  schema: z.strictObject({ ticket: ticketRef, message }),
  run: (ctx, args) =>
    withTicket(ctx, 'message.admit', args, async (ticket) => {
      const { address } = await admitMessage(ctx.uow, await noteOf(ctx, ticket, args.message));
      return doneCard(ticket, `Message #${args.message} of ${ticket.number} counts as ${address}’s, who takes part from now on.`, []);
    }),
});

async function noteOf(ctx: OperationContext, ticket: TicketHead, ordinal: number) {
  const [id] = await findMessages(ctx.uow, ticket.id, [ordinal]);
  if (id === undefined) throw new Error('a message that was found has an id');
  return id;
}

/** Owners and admins may change what others wrote. */
function mayChange({ asker }: OperationContext): 'own' | 'any' {
  return can(asker.role, 'user:edit') ? 'any' : 'own';
}
