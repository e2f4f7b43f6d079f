import type { Cursor } from '../cursor.ts';
import { type CommandForm, call, half, type Reading } from './form.ts';

/** Who is who in the chat products. */
export const chatForms: readonly CommandForm[] = [
  {
    words: ['link slack', 'slack link'],
    op: 'chat.link_code',
    usage: 'link slack',
    hint: 'Shows a code; say /desk link CODE in Slack.',
    read: (cursor) => alone(cursor, 'chat.link_code'),
  },
  { words: ['chat people', 'slack people'], op: 'chat.people', usage: 'chat people', read: (cursor) => alone(cursor, 'chat.people') },
  {
    words: ['unlink slack', 'slack unlink'],
    op: 'chat.unlink',
    usage: 'unlink slack [NAME]',
    read: (cursor) => {
      const person = cursor.rest().trim();
      return call('chat.unlink', person === '' ? {} : { person });
    },
  },
];

function alone(cursor: Cursor, op: string): Reading {
  if (cursor.isAtEnd) return call(op, {});
  return half(`I do not know what “${cursor.leftover.slice(0, 80)}” means here.`, { label: 'Do it without that', op, args: {} });
}
