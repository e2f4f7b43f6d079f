import type { Cursor } from '../cursor.ts';
import { type CommandForm, call, half } from './form.ts';

/** Addresses that mail does not reach. */
export const addressForms: readonly CommandForm[] = [
  {
    words: ['unreachable', 'unreachable addresses', 'undeliverable', 'undeliverable addresses', 'bounced addresses', 'dead addresses'],
    op: 'addresses.unreachable',
    usage: 'unreachable',
    hint: 'Mail to them came back for good, or they complained: they get no automatic mail.',
    read: (cursor) =>
      cursor.isAtEnd ? call('addresses.unreachable', {}) : half(`I do not know what “${cursor.leftover}” means after unreachable.`),
  },
  {
    words: ['reachable', 'deliverable', 'clear bounce', 'address works'],
    op: 'address.clear',
    usage: 'reachable ADDRESS',
    hint: 'Automatic mail goes there again.',
    read: readClear,
  },
];

function readClear(cursor: Cursor) {
  const address = cursor.takeAddress();
  if (address === null) return half('Which address? Write it after the command: reachable jane@acme.example');
  return cursor.isAtEnd ? call('address.clear', { address }) : half(`I do not know what “${cursor.leftover}” means after the address.`);
}
