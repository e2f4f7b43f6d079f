import { z } from 'zod';
import { mailAddress } from '../../../domain/input.rules.ts';
import { addParticipant as add } from '../../../domain/tickets/add-participant.ts';
import { changeRequester as change } from '../../../domain/tickets/change-requester.ts';
import { listParticipants } from '../../../domain/tickets/list-participants.ts';
import { listWatchers } from '../../../domain/tickets/list-watchers.ts';
import { removeParticipant as remove } from '../../../domain/tickets/remove-participant.ts';
import { unwatchTicket as unwatch } from '../../../domain/tickets/unwatch-ticket.ts';
import { watchTicket as watch } from '../../../domain/tickets/watch-ticket.ts';
import { doneCard } from '../../cards/done-card.ts';
import { listCard } from '../../cards/list-card.ts';
import { action, askFirst, bold, muted, row } from '../../cards/spans.rules.ts';
import { when } from '../../cards/when.rules.ts';
import { seenVersion, shortText, ticketRef } from '../arguments.rules.ts';
import { defineDeed } from '../operation.ts';
import { withPerson } from '../with-person.ts';
import { withTicket } from '../with-ticket.ts';

export const watchTicket = defineDeed({
  summary: 'Watch a ticket, or let somebody watch it',
  examples: ['watch 1', 'watch 1 priya'],
  schema: z.strictObject({ ticket: ticketRef, person: shortText.optional() }),
  run: (ctx, args) =>
    withTicket(ctx, 'ticket.watch', args, (ticket) =>
      withPerson(ctx, 'ticket.watch', { ...args, ticket: ticket.number }, 'person', async (person) => {
        const { isNew } = await watch(ctx.uow, ticket.id, person.id);
        const who = person.isAsker ? 'You watch' : `${person.name} watches`;
        const undo = action('Undo', 'ticket.unwatch', { ticket: ticket.number, person: person.id });
        return doneCard(ticket, `${who} ${ticket.number}${isNew ? '' : ' already'}.`, isNew ? [undo] : []);
      }),
    ),
});

export const unwatchTicket = defineDeed({
  summary: 'Stop watching a ticket, or somebody’s watching',
  examples: ['unwatch 1', 'unwatch 1 priya'],
  schema: z.strictObject({ ticket: ticketRef, person: shortText.optional() }),
  run: (ctx, args) =>
    withTicket(ctx, 'ticket.unwatch', args, (ticket) =>
      withPerson(ctx, 'ticket.unwatch', { ...args, ticket: ticket.number }, 'person', async (person) => {
        const { was } = await unwatch(ctx.uow, ticket.id, person.id);
        const ended = person.isAsker ? 'You no longer watch' : `${person.name} no longer watches`;
        const text = was ? ended : `${person.isAsker ? 'You' : person.name} did not watch`;
        const undo = action('Undo', 'ticket.watch', { ticket: ticket.number, person: person.id });
        return doneCard(ticket, `${text} ${ticket.number}.`, was ? [undo] : []);
      }),
    ),
});

export const listPeople = defineDeed({
  summary: 'Show who takes part in a ticket and who watches it',
  examples: ['participants 1', 'watchers 1'],
  schema: z.strictObject({ ticket: ticketRef }),
  run: (ctx, args) =>
    withTicket(ctx, 'ticket.people', args, async (ticket) => {
      const at = { ticket: ticket.number };
      const outside = (await listParticipants(ctx.uow, ticket.id)).map((person) => {
        const isHere = person.removedAt === null;
        const remove =
          isHere && person.role !== 'requester'
            ? [
                askFirst(
                  'Remove',
                  'participant.remove',
                  { ...at, address: person.address },
                  `Send ${person.address} nothing more of ${ticket.number}?`,
                ),
              ]
            : [];
        const name = person.name === '' ? person.address : `${person.name} <${person.address}>`;
        const since = isHere ? { text: ` since ` } : { text: ' until ' };
        return row(
          [bold(name), muted(` ${person.role.replace('_', ' ')}${isHere ? '' : ', removed'}`)],
          [[{ text: isHere ? 'takes part' : 'took part' }, since, when(person.removedAt ?? person.since, ctx.reader)]],
          remove,
        );
      });
      const watchers = (await listWatchers(ctx.uow, ticket.id)).map((person) =>
        row([bold(person.name), muted(' watches it')], [], [action('Stop', 'ticket.unwatch', { ...at, person: person.id })]),
      );
      return listCard(`${ticket.number}: who takes part`, [...outside, ...watchers], {
        empty: 'Nobody takes part and nobody watches it.',
        ticket: ticket.number,
        actions: [action('Watch it', 'ticket.watch', at), action('Show', 'ticket.show', at)],
      });
    }),
});

export const addParticipant = defineDeed({
  summary: 'Let an outside address take part in a ticket; nothing is sent to it yet',
  examples: ['invite 1 sam@partner.example', 'invite 1 sales@supplier.example as supplier'],
  schema: z.strictObject({
    ticket: ticketRef,
    address: mailAddress,
    role: z.enum(['cc', 'supplier', 'third_party']).default('cc'),
    version: seenVersion,
  }),
  run: (ctx, args) =>
    withTicket(ctx, 'participant.add', args, async (ticket) => {
      const done = await add(ctx.uow, ticket.id, { address: args.address, name: '' }, args.role, args.version ?? null);
      if (!done.isNew) return doneCard(ticket, `${done.address} takes part in ${done.number} already.`, []);
      const undo = action('Undo', 'participant.remove', { ticket: ticket.number, address: done.address, version: done.version });
      return doneCard(
        ticket,
        `${done.address} takes part in ${done.number} (${args.role.replace('_', ' ')}). Nothing was sent: they get the next reply.`,
        [undo],
      );
    }),
});

export const changeRequester = defineDeed({
  summary: 'Make a ticket somebody else’s; who asked before stays in Cc, nothing is sent',
  examples: ['requester 1 jane@acme.example'],
  schema: z.strictObject({ ticket: ticketRef, address: mailAddress, version: seenVersion }),
  run: (ctx, args) =>
    withTicket(ctx, 'ticket.requester', args, async (ticket) => {
      const done = await change(ctx.uow, ticket.id, { address: args.address, name: '' }, args.version ?? null);
      const undo =
        done.before === null
          ? []
          : [action('Undo', 'ticket.requester', { ticket: ticket.number, address: done.before, version: done.version })];
      return doneCard(ticket, `${done.number} is now ${done.address}’s: answers go to them. Nothing was sent.`, undo);
    }),
});

export const removeParticipant = defineDeed({
  summary: 'End an outside address’s part in a ticket; its reply address stops working',
  examples: ['uninvite 1 sam@partner.example'],
  schema: z.strictObject({ ticket: ticketRef, address: mailAddress, version: seenVersion }),
  run: (ctx, args) =>
    withTicket(ctx, 'participant.remove', args, async (ticket) => {
      const done = await remove(ctx.uow, ticket.id, args.address, args.version ?? null);
      return doneCard(
        ticket,
        `${done.address} no longer takes part in ${done.number}: it gets nothing more, and mail to its reply address opens a ticket of its own.`,
        [],
      );
    }),
});
