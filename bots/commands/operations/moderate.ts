import { z } from 'zod';
import { mailAddress } from '../../../domain/input.rules.ts';
import { blockSender as block } from '../../../domain/mailboxes/block-sender.ts';
import { listBlockedSenders } from '../../../domain/mailboxes/list-blocked-senders.ts';
import { listParkedMails } from '../../../domain/mailboxes/list-parked-mails.ts';
import { retryMail } from '../../../domain/mailboxes/retry-mail.ts';
import { unblockSender as unblock } from '../../../domain/mailboxes/unblock-sender.ts';
import { markSpam } from '../../../domain/tickets/mark-spam.ts';
import { releaseSpam } from '../../../domain/tickets/release-spam.ts';
import type { Card, CardAction } from '../../cards/card.types.ts';
import { doneCard } from '../../cards/done-card.ts';
import { blockedListCard, parkedListCard } from '../../cards/mail-list-card.ts';
import { makeCard } from '../../cards/make-card.rules.ts';
import { action, bold, code, plain } from '../../cards/spans.rules.ts';
import { cursor, seenVersion, shortText, ticketRef } from '../arguments.rules.ts';
import { defineDeed } from '../operation.ts';
import { withTicket } from '../with-ticket.ts';

const listShown = 5;

function done(title: string, text: string, actions: CardAction[] = []): Card {
  return makeCard('done', [bold(title)], { notices: [{ level: 'success', text }], actions });
}

export const spamTicket = defineDeed({
  summary: 'Mark a ticket as spam, and block its sender if you say so',
  examples: ['spam 1', 'spam 1 block', 'mark 1 as spam'],
  schema: z.strictObject({ ticket: ticketRef, block: z.boolean().default(false), version: seenVersion }),
  run: (ctx, args) =>
    withTicket(ctx, 'ticket.spam', args, async (ticket) => {
      const marked = await markSpam(ctx.uow, ticket.id, args.version ?? null);
      const undo = action('Undo: not spam', 'ticket.release', { ticket: ticket.number, version: marked.version });
      const text = `${ticket.number} is marked as spam: cancelled and hidden from lists.`;
      if (args.block && marked.sender !== null) {
        await block(ctx.uow, marked.sender);
        return doneCard(ticket, `${text} ${marked.sender} is blocked.`, [
          undo,
          action(`Unblock ${marked.sender}`, 'sender.unblock', { address: marked.sender }),
        ]);
      }
      return doneCard(ticket, text, [
        undo,
        ...(marked.sender === null ? [] : [action(`Block ${marked.sender}`, 'sender.block', { address: marked.sender })]),
      ]);
    }),
});

export const releaseTicket = defineDeed({
  summary: 'Take a ticket out of spam again',
  examples: ['release 1', 'not spam 1'],
  schema: z.strictObject({ ticket: ticketRef, version: seenVersion }),
  run: (ctx, args) =>
    withTicket(ctx, 'ticket.release', args, async (ticket) => {
      const released = await releaseSpam(ctx.uow, ticket.id, args.version ?? null);
      const further =
        released.sender === null ? [] : [action(`Unblock ${released.sender}`, 'sender.unblock', { address: released.sender })];
      return doneCard(ticket, `${ticket.number} is no spam any more. If its sender was blocked, that still holds.`, further);
    }),
});

export const blockSender = defineDeed({
  summary: 'Send further mail of an address to quarantine',
  examples: ['block someone@x.example', 'block sender someone@x.example'],
  schema: z.strictObject({ address: mailAddress }),
  run: async (ctx, { address }) => {
    const isNew = await block(ctx.uow, address);
    const undo = action('Undo', 'sender.unblock', { address });
    return done(
      'Blocked sender',
      isNew ? `${address} is blocked: its mail waits in quarantine from now on.` : `${address} was blocked already.`,
      [undo],
    );
  },
});

export const unblockSender = defineDeed({
  summary: 'Lift the block of an address',
  examples: ['unblock someone@x.example'],
  schema: z.strictObject({ address: mailAddress }),
  run: async (ctx, { address }) => {
    const { wasBlocked, waiting } = await unblock(ctx.uow, address);
    const parked = waiting === 0 ? '' : ` ${waiting} of its mails still wait in quarantine.`;
    return done(
      'Blocked sender',
      `${address} ${wasBlocked ? 'is not blocked any more' : 'was not blocked'}.${parked}`,
      waiting === 0 ? [] : [action('Parked mails', 'mails.parked', {})],
    );
  },
});

export const listBlocked = defineDeed({
  summary: 'List blocked senders',
  examples: ['blocked'],
  schema: z.strictObject({ after: z.string().max(320).optional() }),
  run: async (ctx, { after }) => blockedListCard(await listBlockedSenders(ctx.uow, { limit: 10, after: after ?? null }), ctx.reader),
});

export const listParked = defineDeed({
  summary: 'List mails that failed, wait in quarantine, or tell of a bounce',
  examples: ['parked', 'mails parked', 'quarantine'],
  schema: z.strictObject({ after: cursor.optional() }),
  run: async (ctx, { after }) => {
    const { fileLink } = ctx;
    const page = await listParkedMails(ctx.uow, { limit: listShown, after: after ?? null });
    return parkedListCard(page, {
      reader: ctx.reader,
      rawLink: fileLink === null ? null : (mail) => fileLink({ kind: 'raw_mail', id: mail.id }),
    });
  },
});

export const retryParked = defineDeed({
  summary: 'File a mail again that failed',
  examples: ['retry m-1a2b3c4d'],
  schema: z.strictObject({ mail: shortText }),
  run: async (ctx, args) => {
    const mail = await retryMail(ctx.uow, args.mail, 'retry');
    return restarted(mail, 'is being filed again');
  },
});

export const releaseParked = defineDeed({
  summary: 'Let a mail out of quarantine, and unblock its sender if you say so',
  examples: ['release m-1a2b3c4d', 'release m-1a2b3c4d and unblock'],
  schema: z.strictObject({ mail: shortText, unblock: z.boolean().default(false) }),
  run: async (ctx, args) => {
    const mail = await retryMail(ctx.uow, args.mail, 'release');
    const lifted = args.unblock && mail.from !== null ? (await unblock(ctx.uow, mail.from)).wasBlocked : false;
    return restarted(mail, `is released and becomes a ticket${lifted ? `; ${mail.from} is not blocked any more` : ''}`);
  },
});

function restarted(mail: { id: string; from: string | null; subject: string | null }, what: string): Card {
  return makeCard('done', [code(`m-${mail.id.slice(-8)}`), { text: ` ${mail.subject ?? '(no subject read)'}` }], {
    notices: [{ level: 'success', text: `The mail of ${mail.from ?? 'an unknown sender'} ${what}.` }],
    text: [plain('It appears among the tickets within seconds.')],
    actions: [action('Parked mails', 'mails.parked', {}), action('Tickets', 'tickets.list', { filter: '' })],
  });
}
