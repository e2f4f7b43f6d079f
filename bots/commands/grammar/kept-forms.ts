import { lookUpWord, priorityWords, typeWords } from '../../../domain/tickets/ticket-filter-values.rules.ts';
import type { Json } from '../../cards/card.types.ts';
import type { Cursor } from '../cursor.ts';
import { type CommandForm, call, type GrammarContext, half, type Reading } from './form.ts';
import { ticketArgument } from './ticket-argument.ts';

/** What people keep to use again. */
export const keptForms: readonly CommandForm[] = [
  {
    words: ['macro', 'macros'],
    op: 'macro.preview',
    usage: 'macro NAME on NUMBER | macro list | macro save "NAME" [shared] : steps | macro delete NAME',
    hint: 'You see what it would do before it does it. Steps, one a line: status: …, priority: …, type: …, assign: …, team: …, tags: …, note: …, reply: …, next: …. A reply waits for you to send it.',
    read: readMacro,
  },
  {
    words: ['quick', 'canned', 'quick reply', 'quick replies'],
    op: 'quick.use',
    usage: 'quick NUMBER NAME | quick list | quick save "NAME" [category:…] [shared] : text | quick delete NAME',
    hint: 'Becomes a reply that you read and send. Variables: {{customer.name}}, {{requester.name}}, {{ticket.number}}, {{ticket.subject}}, {{agent.name}}.',
    read: readQuick,
  },
  {
    words: ['template', 'templates', 'ticket template'],
    op: 'template.use',
    usage:
      'template NAME [for ADDRESS] [customer:"…"] | template list | template save "NAME" "SUBJECT" [priority:…] [type:…] [tags:a,b] [next:"…"] : text | template delete NAME',
    hint: 'Opens a ticket; nothing is sent to anybody.',
    read: readTemplate,
  },
];

function readMacro(cursor: Cursor, context: GrammarContext): Reading {
  if (cursor.isAtEnd || (cursor.take('list') !== null && cursor.isAtEnd)) return call('macro.list', {});
  const verb = cursor.take('save', 'delete', 'remove', 'run', 'preview', 'show');
  if (verb === 'delete' || verb === 'remove') return named(cursor, 'macro.delete');
  if (verb === 'save') return readSave(cursor, 'macro.save', 'steps', 'macro save "Ask for the log": status: waiting');
  const { name, ticket } = nameAndTicket(cursor, context);
  if (name === '') return half('Which macro? To see them: macro list');
  return ticket === null ? half('On which ticket? For example: macro Close on 1.') : call('macro.preview', { ticket, macro: name });
}

function readQuick(cursor: Cursor, context: GrammarContext): Reading {
  if (cursor.isAtEnd || (cursor.take('list') !== null && cursor.isAtEnd)) return call('quick.list', {});
  const verb = cursor.take('save', 'delete', 'remove', 'use');
  if (verb === 'delete' || verb === 'remove') return named(cursor, 'quick.delete');
  if (verb === 'save') return readSave(cursor, 'quick.save', 'content', 'quick save "Thanks": Hello {{requester.name}}, thank you.');
  const ticket = ticketArgument(cursor, context);
  if (ticket === null) return half('On which ticket? For example: quick 1 Thanks.');
  const name = unquoted(cursor.rest());
  return name === '' ? half('Which quick reply? To see them: quick list') : call('quick.use', { ticket: ticket.ref, name });
}

/** `"NAME" [shared] [category:…] : text`. */
function readSave(cursor: Cursor, op: string, textName: string, example: string): Reading {
  const name = cursor.peek()?.quoted === true ? (cursor.next()?.text ?? '') : '';
  if (name.trim() === '') return half(`Its name comes first, in quotes. For example: ${example}`);
  const args: Record<string, Json> = { name: name.trim() };
  for (;;) {
    const shared = cursor.take('shared', 'private', '--shared');
    const category = shared === null ? cursor.match(/^category:([^:].*?):?$/is) : null;
    if (shared !== null) args.shared = shared !== 'private';
    else if (category !== null) args.category = category[1] ?? '';
    else break;
  }
  const text = cursor.rest();
  return text.trim() === '' ? half(`What it holds comes after a colon. For example: ${example}`) : call(op, { ...args, [textName]: text });
}

function readTemplate(cursor: Cursor): Reading {
  if (cursor.isAtEnd || (cursor.take('list') !== null && cursor.isAtEnd)) return call('template.list', {});
  const verb = cursor.take('save', 'delete', 'remove', 'use', 'open');
  if (verb === 'delete' || verb === 'remove') return named(cursor, 'template.delete');
  if (verb === 'save') return readTemplateSave(cursor);
  const args: Record<string, Json> = {};
  let text = cursor.rest();
  const customer = /\s+customer:("[^"]*"|“[^”]*”|\S+)/i.exec(text);
  if (customer !== null) {
    args.customer = unquoted(customer[1] ?? '');
    text = text.replace(customer[0], '');
  }
  const requester = /\s+for\s+<?([^\s<>]+@[^\s<>]+)>?\s*$/i.exec(text);
  if (requester !== null) {
    args.requester = requester[1] ?? '';
    text = text.slice(0, requester.index);
  }
  const name = unquoted(text);
  return name === '' ? half('Which template? To see them: template list') : call('template.use', { name, ...args });
}

function readTemplateSave(cursor: Cursor): Reading {
  const example = 'template save "New starter" "New starter at {{customer.name}}" priority:low : Laptop and badge.';
  const [name, subject] = [cursor, cursor].map(() => (cursor.peek()?.quoted === true ? (cursor.next()?.text.trim() ?? '') : ''));
  if (!name || !subject) return half(`Name and subject come first, in quotes. For example: ${example}`);
  const args: Record<string, Json> = { name, subject };
  for (let found = cursor.match(optionPattern); found !== null; found = cursor.match(optionPattern)) {
    const [, key = '', value = ''] = found;
    const problem = readTemplateOption(key.toLowerCase(), value, args);
    if (problem !== null) return half(problem);
  }
  const description = cursor.rest();
  return call('template.save', description.trim() === '' ? args : { ...args, description });
}

const optionPattern = /^(category|priority|type|tags|next):([^:].*?):?$/is;

function readTemplateOption(key: string, value: string, args: Record<string, Json>): string | null {
  if (key === 'category') args.category = value;
  else if (key === 'next') args.nextAction = value;
  else if (key === 'tags') args.tags = value.split(',').filter((tag) => tag.trim() !== '');
  else {
    const found = lookUpWord<string>(key === 'type' ? typeWords : priorityWords, value);
    if (found === undefined) return `“${value}” is no ${key}.`;
    args[key] = found;
  }
  return null;
}

function named(cursor: Cursor, op: string): Reading {
  const name = unquoted(cursor.rest());
  return name === '' ? half('Which one? Write its name.') : call(op, { name });
}

/** `Close on 1`, `1 Close`, `"Ask 2" on 1`, or the name alone in a conversation about a ticket. */
function nameAndTicket(cursor: Cursor, context: GrammarContext): { name: string; ticket: string | null } {
  const first = cursor.takeRef();
  if (first !== null) return { name: unquoted(cursor.rest()), ticket: first };
  const said = cursor.rest().trim();
  const on = /^(.*?)\s+(?:on|for|to)\s+(?:ticket\s+)?(#?\S+)$/is.exec(said);
  if (on === null) return { name: unquoted(said), ticket: context.ticket };
  const isThis = /^(it|this)$/i.test(on[2] ?? '');
  return { name: unquoted(on[1] ?? ''), ticket: isThis ? context.ticket : (on[2] ?? null) };
}

function unquoted(text: string): string {
  return text
    .trim()
    .replace(/^["“„](.*)["“”]$/s, '$1')
    .trim();
}
