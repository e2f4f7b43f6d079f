import type { Cursor } from '../cursor.ts';
import { type CommandForm, call, half, type Reading } from './form.ts';
import { withoutFillers } from './read-open.ts';
import { namedTicket } from './ticket-argument.ts';

const mailName = /^(?:m-)?([0-9a-f]{8}|[0-9a-f]{8}-[0-9a-f-]{27})$/i;
const deliveryName = /^(?:d-)?([0-9a-f]{8}|[0-9a-f]{8}-[0-9a-f-]{27})$/i;

function list(start: string): CommandForm['read'] {
  return (cursor) => call('tickets.list', { filter: `${start} ${withoutFillers(cursor.rest())}`.trim() });
}

/** Lists, customers, and the mails that wait for a person. */
export const listForms: readonly CommandForm[] = [
  {
    words: ['tickets', 'list', 'queue', 'search', 'list tickets', 'show tickets', 'all tickets'],
    op: 'tickets.list',
    usage: 'tickets [status] [mine | unassigned] [key:value …] [words]',
    hint: 'Keys: status, priority, type, assignee, team, watcher, customer, requester, mailbox, number, tag, field.NAME, channel, has, is, reopened, due, created, updated, resolved, closed, spam, sort. Without a status: what is unfinished; “all” for everything; “open” means unfinished.',
    read: (cursor) => {
      const everything = /^\W?all\b/i.test(cursor.text.trimStart());
      return list(everything ? 'all' : '')(cursor, { ticket: null });
    },
  },
  { words: ['mine', 'my tickets', 'my queue', 'my open tickets'], op: 'tickets.list', usage: 'mine [words]', read: list('mine') },
  { words: ['unassigned', 'unassigned tickets'], op: 'tickets.list', usage: 'unassigned [words]', read: list('unassigned') },
  { words: ['urgent'], op: 'tickets.list', usage: 'urgent [words]', read: list('urgent') },
  {
    words: ['customer', 'find', 'customers', 'who is', 'company', 'contact'],
    op: 'customer.find',
    usage: 'customer NAME | ADDRESS | DOMAIN',
    read: readFind,
  },
  {
    words: ['parked', 'mails parked', 'mails', 'parked mails', 'quarantine', 'quarantined', 'bounces', 'failed mails', 'inbox'],
    op: 'mails.parked',
    usage: 'parked',
    hint: 'Mails that failed, wait in quarantine, or tell of a bounce.',
    read: (cursor) => {
      cursor.take('parked', 'failed', 'mails', 'quarantined', 'bounces');
      return ended(cursor, 'mails.parked', {});
    },
  },
  {
    words: ['retry', 'try again'],
    op: 'mail.retry',
    usage: 'retry MAIL',
    read: (cursor) => {
      cursor.take('mail');
      const mail = cursor.match(mailName);
      return mail === null
        ? half('Which mail? Write its short name from the list of parked mails, for example retry m-1a2b3c4d.')
        : ended(cursor, 'mail.retry', { mail: mail[1] ?? '' });
    },
  },
  {
    words: ['release', 'unspam', 'not spam', 'unmark', 'no spam'],
    op: 'mail.release',
    usage: 'release NUMBER | MAIL [and unblock]',
    hint: 'A ticket from spam, or a mail from quarantine.',
    read: readRelease,
  },
  {
    words: ['block', 'block sender', 'ban'],
    op: 'sender.block',
    usage: 'block ADDRESS',
    hint: 'Its mail waits in quarantine from then on.',
    read: (cursor) => withAddress(cursor, 'sender.block'),
  },
  {
    words: ['unblock', 'unblock sender', 'unban', 'allow'],
    op: 'sender.unblock',
    usage: 'unblock ADDRESS',
    read: (cursor) => withAddress(cursor, 'sender.unblock'),
  },
  {
    words: ['blocked', 'blocked senders', 'blocklist'],
    op: 'senders.blocked',
    usage: 'blocked',
    read: (cursor) => ended(cursor, 'senders.blocked', {}),
  },
  {
    words: ['deliveries', 'outbox', 'sent mails', 'outgoing'],
    op: 'deliveries.list',
    usage: 'deliveries [uncertain | failed | queued | sent | all]',
    read: (cursor) => {
      const which = cursor.take('uncertain', 'failed', 'queued', 'sent', 'all');
      return ended(cursor, 'deliveries.list', which === null ? {} : { which });
    },
  },
  {
    words: ['uncertain'],
    op: 'deliveries.list',
    usage: 'uncertain',
    hint: 'Mails of which nobody knows whether they went out.',
    read: (cursor) => (cursor.isAtEnd ? call('deliveries.list', { which: 'uncertain' }) : readDecision(cursor)),
  },
  {
    words: ['sent', 'was sent'],
    op: 'delivery.decide',
    usage: 'sent MAIL',
    hint: 'Takes an uncertain mail as sent.',
    read: (cursor) => decide(cursor, 'sent'),
  },
  {
    words: ['resend', 'send again'],
    op: 'delivery.decide',
    usage: 'resend MAIL',
    hint: 'Sends an uncertain or failed mail once more, under the same Message-ID.',
    read: (cursor) => decide(cursor, 'resend'),
  },
  {
    words: ['help', '?', 'commands', 'usage', 'how'],
    op: 'help',
    usage: 'help [COMMAND]',
    read: (cursor) => {
      const topic = cursor.rest().trim().slice(0, 60);
      return call('help', topic === '' ? {} : { topic });
    },
  },
];

function ended(cursor: Cursor, op: string, args: Record<string, string | boolean>): Reading {
  if (cursor.isAtEnd) return call(op, args);
  return half(`I do not know what “${cursor.leftover.slice(0, 80)}” means here.`, { label: 'Do it without that', op, args });
}

function readFind(cursor: Cursor): Reading {
  if (cursor.take('tickets', 'ticket') !== null) return list('')(cursor, { ticket: null });
  cursor.take('customer', 'customers', 'company');
  const place = cursor.peek()?.start ?? cursor.text.length;
  const ticket = namedTicket(cursor);
  if (ticket !== null && cursor.isAtEnd) return call('ticket.show', { ticket: ticket.ref });
  const word = cursor.startingAt(place);
  const query =
    word.peek()?.quoted === true && word.peekSecond() === null ? (word.peek()?.text ?? '') : word.rest().trim().replace(/\?$/, '');
  return query === '' ? half('Whom do you look for? Write a name, an address or a mail domain.') : call('customer.find', { query });
}

function readRelease(cursor: Cursor, context: { ticket: string | null }): Reading {
  cursor.take('mail');
  const mail = isMailName(cursor) ? cursor.match(mailName) : null;
  if (mail !== null) {
    cursor.take('and');
    const unblock = cursor.take('unblock', '--unblock', '—unblock') !== null;
    return ended(cursor, 'mail.release', { mail: mail[1] ?? '', ...(unblock ? { unblock } : {}) });
  }
  const ticket = namedTicket(cursor)?.ref ?? (cursor.isAtEnd ? context.ticket : null);
  if (ticket === null)
    return half('What shall be released? Write a ticket’s number, or a mail’s short name from the list of parked mails.');
  return ended(cursor, 'ticket.release', { ticket });
}

/** Eight digits alone could be a ticket's number; with `m-` or a letter in it, it is a mail. */
function isMailName(cursor: Cursor): boolean {
  const text = cursor.peek()?.text ?? '';
  return mailName.test(text) && (/^m-/i.test(text) || /[a-f]/i.test(text) || text.length > 9);
}

function withAddress(cursor: Cursor, op: string): Reading {
  cursor.take('sender', 'mail', 'mails');
  cursor.take('from', 'of');
  const address = cursor.takeAddress();
  return address === null ? half('Which address? For example someone@x.example.') : ended(cursor, op, { address });
}

function readDecision(cursor: Cursor): Reading {
  const decision = cursor.take('sent', 'resend');
  if (decision === 'sent' || decision === 'resend') return decide(cursor, decision);
  const delivery = cursor.match(deliveryName);
  const later = cursor.take('sent', 'resend');
  if (delivery === null || later === null) return half('Write sent or resend and the mail’s short name, for example sent d-1a2b3c4d.');
  return ended(cursor, 'delivery.decide', { delivery: delivery[1] ?? '', decision: later });
}

function decide(cursor: Cursor, decision: 'sent' | 'resend'): Reading {
  if (decision === 'sent' && cursor.isAtEnd) return call('deliveries.list', { which: 'sent' });
  const delivery = cursor.match(deliveryName);
  if (delivery === null) return half(`Which mail? Write its short name from the list, for example ${decision} d-1a2b3c4d.`);
  return ended(cursor, 'delivery.decide', { delivery: delivery[1] ?? '', decision });
}
