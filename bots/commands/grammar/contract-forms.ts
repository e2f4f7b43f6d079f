import type { Cursor } from '../cursor.ts';
import { splitWords } from '../words.rules.ts';
import { type CommandForm, call, half, type Reading } from './form.ts';
import { unquoted } from './named-rest.rules.ts';
import { namedTicket } from './ticket-argument.ts';

const isContract = /^sc-\d{4}-\d{1,9}$/i;
const isoDate = /^\d{4}-\d{2}-\d{2}$/;
const none = /^(none|no|nothing|-)$/i;

/** Commands about contracts. */
export const contractForms: readonly CommandForm[] = [
  {
    words: ['contracts', 'list contracts'],
    op: 'contracts.list',
    usage: 'contracts [CUSTOMER]',
    read: (cursor) => {
      const customer = unquoted(
        cursor
          .rest()
          .trim()
          .replace(/^(?:of|for)\s+/i, ''),
      );
      return call('contracts.list', customer === '' ? {} : { customer });
    },
  },
  {
    words: ['contract', 'contract show'],
    op: 'contract.show',
    usage: 'contract SC-… [policy NAME] | contract NUMBER SC-… | contract NUMBER none',
    hint: 'With a ticket’s number: says which contract it is served under.',
    read: readContract,
  },
  {
    words: ['contract new', 'new contract', 'add contract', 'contract add'],
    op: 'contract.add',
    usage: 'contract new "CUSTOMER" "NAME" policy "POLICY" [type:…] [from:DATE] [until:DATE]',
    read: readNew,
  },
  { words: ['contract end', 'end contract'], op: 'contract.end', usage: 'contract end SC-… [LAST DAY]', read: readEnd },
];

function readContract(cursor: Cursor): Reading {
  const ticket = namedTicket(cursor);
  if (ticket !== null) return readTicketContract(cursor, ticket.ref);
  if (cursor.isAtEnd) return call('contracts.list', {});
  const contract = cursor.match(isContract)?.[0] ?? null;
  if (contract === null) return call('contracts.list', { customer: unquoted(cursor.rest().trim()) });
  if (cursor.isAtEnd) return call('contract.show', { contract });
  if (cursor.take('policy') === null) return half(`I do not know what “${cursor.leftover.slice(0, 80)}” means for a contract.`);
  const policy = unquoted(cursor.rest().trim());
  if (policy === '') return half('Which policy? Write its name, or none.');
  return call('contract.policy', { contract, policy: none.test(policy) ? null : policy });
}

function readTicketContract(cursor: Cursor, ticket: string): Reading {
  cursor.take('to', 'is', '=');
  const contract = unquoted(cursor.rest().trim());
  if (none.test(contract)) return call('ticket.contract', { ticket, contract: null });
  if (!isContract.test(contract)) return half('Which contract? Write its number, for example SC-2026-00001, or none.');
  return call('ticket.contract', { ticket, contract });
}

function readEnd(cursor: Cursor): Reading {
  const contract = cursor.match(isContract)?.[0] ?? null;
  cursor.take('on', 'after');
  const lastDay = cursor.match(isoDate)?.[0] ?? null;
  if (contract === null || !cursor.isAtEnd)
    return half('Which contract, and after which day? For example contract end SC-2026-00001 2026-12-31.');
  return call('contract.end', { contract, ...(lastDay === null ? {} : { lastDay }) });
}

/** `"Acme Ltd" "Gold support" policy "Premium (Gold)" type:maintenance from:2026-01-01 until:2026-12-31`. */
function readNew(cursor: Cursor): Reading {
  const words = splitWords(cursor.rest());
  const [customer, name] = words;
  const args: Record<string, string> = {};
  for (let at = 2; at < words.length; at += 1) {
    const word = words[at]?.text ?? '';
    const [, key = word.toLowerCase(), value = words[at + 1]?.text ?? ''] = /^(policy|type|from|until|to)[:=](.+)$/is.exec(word) ?? [];
    if (!/[:=]./.test(word)) at += 1;
    if (!['policy', 'type', 'from', 'until', 'to'].includes(key.toLowerCase()) || value === '') return newHalf();
    args[key.toLowerCase() === 'to' ? 'until' : key.toLowerCase()] =
      key.toLowerCase() === 'type' ? value.toLowerCase().replaceAll(' ', '_') : value;
  }
  if (customer === undefined || name === undefined) return newHalf();
  return call('contract.add', { customer: customer.text, name: name.text, ...args });
}

function newHalf(): Reading {
  return half(
    'Write the customer, a name for the contract and the policy, for example contract new "Acme" "Gold support" policy "Premium (Gold)".',
  );
}
