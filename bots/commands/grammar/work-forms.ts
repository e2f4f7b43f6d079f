import { ticketTypes } from '../../../domain/tickets/tickets.types.ts';
import type { Json } from '../../cards/card.types.ts';
import type { Cursor } from '../cursor.ts';
import { splitWords } from '../words.rules.ts';
import { type CommandForm, call, type GrammarContext, half, type Reading } from './form.ts';
import { ticketArgument } from './ticket-argument.ts';

const which = 'Which ticket? Write its number, for example 1 or TKT-202611-00001.';

/** Watchers, participants, tags and custom fields of a ticket. */
export const workForms: readonly CommandForm[] = [
  {
    words: ['watch', 'follow'],
    op: 'ticket.watch',
    usage: 'watch NUMBER [NAME]',
    read: (c, context) => withName(c, context, 'ticket.watch'),
  },
  {
    words: ['unwatch', 'unfollow', 'stop watching'],
    op: 'ticket.unwatch',
    usage: 'unwatch NUMBER [NAME]',
    read: (c, context) => withName(c, context, 'ticket.unwatch'),
  },
  {
    words: ['participants', 'watchers', 'people'],
    op: 'ticket.people',
    usage: 'participants NUMBER',
    hint: 'Who takes part from outside, and who watches.',
    read: (cursor, context) => {
      const ticket = ticketArgument(cursor, context);
      return ticket === null ? half(which) : ended(cursor, 'ticket.people', { ticket: ticket.ref });
    },
  },
  {
    words: ['invite', 'add participant', 'include'],
    op: 'participant.add',
    usage: 'invite NUMBER ADDRESS [as cc | supplier | third party]',
    hint: 'Nothing is sent: they get the next reply.',
    read: (cursor, context) => withAddress(cursor, context, 'participant.add'),
  },
  {
    words: ['requester', 'set requester', 'change requester'],
    op: 'ticket.requester',
    usage: 'requester NUMBER ADDRESS',
    hint: 'Makes the ticket theirs; who asked before stays in Cc.',
    read: (cursor, context) => withAddress(cursor, context, 'ticket.requester'),
  },
  {
    words: ['uninvite', 'remove participant', 'exclude'],
    op: 'participant.remove',
    usage: 'uninvite NUMBER ADDRESS',
    read: (cursor, context) => withAddress(cursor, context, 'participant.remove'),
  },
  { words: ['tag', 'label'], op: 'ticket.tag', usage: 'tag NUMBER TAG, TAG … [-TAG]', read: (c, context) => readTags(c, context, false) },
  { words: ['untag', 'remove tag'], op: 'ticket.tag', usage: 'untag NUMBER TAG', read: (c, context) => readTags(c, context, true) },
  { words: ['tags'], op: 'tags.list', usage: 'tags', read: (cursor) => ended(cursor, 'tags.list', {}) },
  {
    words: ['field'],
    op: 'ticket.field',
    usage: 'field NUMBER FIELD VALUE | none',
    read: (cursor, context) => {
      const change = readFieldChange(cursor);
      if (change !== null) return change;
      const ticket = ticketArgument(cursor, context);
      if (ticket === null) return half(which);
      const field = cursor.next();
      if (field === null) return half('Which field, and what is its value? For example: field 1 rack 4');
      cursor.take('=', 'is', 'to');
      const value = cursor.rest().trim();
      if (value === '') return half(`What is the value of “${field.text}”? Write none to take it away.`);
      const name = field.text.replace(/:$/, '');
      return call('ticket.field', {
        ticket: ticket.ref,
        field: name,
        value: /^(none|nothing|-|empty)$/i.test(value) ? null : unquoted(value),
      });
    },
  },
  { words: ['fields', 'custom fields'], op: 'fields.list', usage: 'fields', read: (cursor) => ended(cursor, 'fields.list', {}) },
  {
    words: ['field add', 'add field'],
    op: 'field.add',
    usage: 'field add KEY text | number | date | choice | boolean | url "Label" [options:A,B] [required] [for:bug,technical]',
    read: readFieldAdd,
  },
  {
    words: ['field label', 'field options', 'field required', 'field optional', 'field off', 'field on'],
    op: 'field.change',
    usage: 'field label KEY TEXT  ·  field options KEY A, B  ·  field required | optional | off | on KEY',
    read: (cursor) => readFieldChange(cursor.startingAt(/\bfield\s/i.exec(cursor.text)?.index ?? 0), true) ?? half('Which field?'),
  },
];

function withName(cursor: Cursor, context: GrammarContext, op: string): Reading {
  const ticket = ticketArgument(cursor, context);
  if (ticket === null) return half(which);
  cursor.take('for', 'by', 'with');
  const person = unquoted(cursor.rest().trim());
  return call(op, { ticket: ticket.ref, ...(person === '' ? {} : { person }) });
}

function withAddress(cursor: Cursor, context: GrammarContext, op: string): Reading {
  const ticket = ticketArgument(cursor, context);
  if (ticket === null) return half(which);
  const address = cursor.takeAddress();
  if (address === null) return half('Which address? For example sam@partner.example.');
  const args: Record<string, Json> = { ticket: ticket.ref, address };
  if (op === 'participant.add' && cursor.take('as') !== null) {
    cursor.take('a');
    const role = cursor.take('cc', 'supplier', 'third', 'third_party', 'third-party', 'partner');
    if (role === null) return half('As what? cc, supplier or third party.');
    if (role === 'third') cursor.take('party');
    args.role = role === 'cc' || role === 'supplier' ? role : 'third_party';
  }
  return ended(cursor, op, args);
}

function readTags(cursor: Cursor, context: GrammarContext, removes: boolean): Reading {
  const ticket = ticketArgument(cursor, context);
  if (ticket === null) return half(which);
  const words = cursor
    .rest()
    .split(/[\s,;]+/)
    .filter((word) => word !== '');
  const off = words.filter((word) => /^[-−]./.test(word)).map((word) => word.slice(1));
  const on = words.filter((word) => !/^[-−]./.test(word)).map((word) => word.replace(/^\+/, ''));
  if (on.length + off.length === 0) return half('Which tags? For example: tag 1 vip, fibre -old');
  const [add, remove] = removes ? [[], [...on, ...off]] : [on, off];
  return call('ticket.tag', { ticket: ticket.ref, ...(add.length === 0 ? {} : { add }), ...(remove.length === 0 ? {} : { remove }) });
}

/** `label KEY …`, `options KEY …`, `required KEY`, `off KEY` after the word `field`; null for anything else. */
function readFieldChange(cursor: Cursor, fromStart = false): Reading | null {
  const found = /^\s*(?:field\s+)?(label|options|required|optional|off|on)\s+(\S+)(?:\s+(.+))?$/is.exec(cursor.text.slice(cursor.place));
  if (found === null) return fromStart ? half('Which field? For example: field label rack Rack number') : null;
  const [, verb = '', field = '', rest = ''] = found;
  const what = verb.toLowerCase();
  if (what === 'label') return rest === '' ? half('What is its label?') : call('field.change', { field, label: unquoted(rest) });
  if (what === 'options') return rest === '' ? half('Which options?') : call('field.change', { field, options: listed(rest) });
  if (rest !== '') return half(`I do not know what “${rest.slice(0, 80)}” means here.`);
  return call('field.change', {
    field,
    ...(what === 'on' || what === 'off' ? { active: what === 'on' } : { required: what === 'required' }),
  });
}

function readFieldAdd(cursor: Cursor): Reading {
  const example = 'field add site choice "Site" options:North,South required';
  const [key, type, ...rest] = splitWords(cursor.rest());
  if (key === undefined || type === undefined || rest.length === 0) return half(`Write a key, a type and a label. For example: ${example}`);
  const args: Record<string, Json> = { key: key.text.toLowerCase(), type: type.text.toLowerCase() };
  const label: string[] = [];
  for (const word of rest) {
    const option = word.quoted ? null : /^(options|for):(.+)$/is.exec(word.text);
    if (!word.quoted && /^required$/i.test(word.text)) args.required = true;
    else if (option === null) label.push(word.text);
    else if (option[1]?.toLowerCase() === 'options') args.options = listed(option[2] ?? '');
    else {
      const types = listed(option[2] ?? '').map((one) => one.toLowerCase().replace(/[ -]/g, '_'));
      const wrong = types.find((one) => !ticketTypes.some((known) => known === one));
      if (wrong !== undefined) return half(`“${wrong}” is no type of ticket. There are: ${ticketTypes.join(', ').replaceAll('_', ' ')}.`);
      args.ticketTypes = types;
    }
  }
  return call('field.add', { ...args, label: label.join(' ') });
}

function listed(text: string): string[] {
  return text
    .split(',')
    .map((one) => unquoted(one.trim()))
    .filter((one) => one !== '');
}

function unquoted(text: string): string {
  return /^["“„«].*["”“»]$/s.test(text) ? text.slice(1, -1).trim() : text;
}

function ended(cursor: Cursor, op: string, args: Record<string, Json>): Reading {
  if (cursor.isAtEnd) return call(op, args);
  return half(`I do not know what “${cursor.leftover.slice(0, 80)}” means here.`, { label: 'Do it without that', op, args });
}
