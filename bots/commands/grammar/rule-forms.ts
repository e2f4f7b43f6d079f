import type { Cursor } from '../cursor.ts';
import { type CommandForm, call, type GrammarContext, half, type Reading } from './form.ts';
import { ticketArgument } from './ticket-argument.ts';

const example = 'rule add Billing when type:billing then team Accounts';

/** Rules that say who gets a new ticket. */
export const ruleForms: readonly CommandForm[] = [
  {
    words: ['rules', 'assignment rules'],
    op: 'rules.list',
    usage: 'rules',
    read: (cursor) => (cursor.isAtEnd ? call('rules.list', {}) : half(`I do not know what “${cursor.leftover.slice(0, 80)}” means here.`)),
  },
  {
    words: ['rules test', 'test rules', 'rule test'],
    op: 'rules.test',
    usage: 'rules test NUMBER',
    hint: 'Says which rule would match and why the others do not; changes nothing.',
    read: (cursor, context) => onTicket(cursor, context, 'rules.test'),
  },
  {
    words: ['rules run', 'run rules', 'rule run'],
    op: 'rules.run',
    usage: 'rules run NUMBER',
    read: (cursor, context) => onTicket(cursor, context, 'rules.run'),
  },
  {
    words: ['rule add', 'rules add', 'add rule'],
    op: 'rule.add',
    usage: 'rule add NAME [when CONDITION …] then WHO',
    hint: 'Conditions: type, priority, customer, tag, mailbox, language, channel, hours:open|closed. Who: a person, team X, next in X, least busy [in X], skill Y [in X].',
    read: readAdd,
  },
  {
    words: ['rule'],
    op: 'rule.change',
    usage: 'rule off | on N  ·  rule move N to M',
    read: readChange,
  },
  {
    words: ['rule remove', 'rule delete', 'remove rule'],
    op: 'rule.drop',
    usage: 'rule remove N',
    read: (cursor) => {
      const found = cursor.match(/^#?(\d{1,3})$/);
      return found !== null && cursor.isAtEnd
        ? call('rule.drop', { rule: Number(found[1]) })
        : half('Which rule? Write its number from the list: rules');
    },
  },
];

function onTicket(cursor: Cursor, context: GrammarContext, op: string): Reading {
  const ticket = ticketArgument(cursor, context);
  if (ticket === null) return half('Which ticket? Write its number, for example 1 or TKT-202611-00001.');
  return cursor.isAtEnd ? call(op, { ticket: ticket.ref }) : half(`I do not know what “${cursor.leftover.slice(0, 80)}” means here.`);
}

function readAdd(cursor: Cursor): Reading {
  const said = cursor.rest().trim();
  const found = /^("[^"]+"|“[^”]+”|.+?)(?:\s+when\s+(.*?))?\s+then\s+(.+)$/is.exec(said);
  if (found === null) return half(`Write a name, when, and then who. For example: ${example}`);
  const [, name = '', when = '', give = ''] = found;
  const bare = name.replace(/^["“](.*)["”]$/s, '$1').trim();
  return call('rule.add', { name: bare, ...(when.trim() === '' ? {} : { when: when.trim() }), give: give.trim() });
}

function readChange(cursor: Cursor): Reading {
  const said = cursor.rest().trim();
  const use = /^(off|on)\s+#?(\d{1,3})$/i.exec(said);
  if (use !== null) return call('rule.change', { rule: Number(use[2]), active: use[1]?.toLowerCase() === 'on' });
  const move = /^move\s+#?(\d{1,3})\s+(?:to|before)\s+#?(\d{1,3})$/i.exec(said);
  if (move !== null) return call('rule.change', { rule: Number(move[1]), position: Number(move[2]) });
  return half(`What about the rule? rule off 2, rule on 2, rule move 2 to 1, rule remove 2; a new one: ${example}`);
}
