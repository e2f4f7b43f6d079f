import type { Cursor } from '../cursor.ts';
import { type CommandForm, call, half, type Reading } from './form.ts';

const postName = /^(?:p-)?([0-9a-f]{8}|[0-9a-f]{8}-[0-9a-f-]{27})$/i;
const itemName = /^(?:i-)?([0-9a-f]{8}|[0-9a-f]{8}-[0-9a-f-]{27})$/i;

/** What a chat needs a person for. */
export const chatTroubleForms: readonly CommandForm[] = [
  {
    words: ['chat trouble', 'slack trouble', 'failed posts', 'uncertain posts'],
    op: 'chat.trouble',
    usage: 'chat trouble',
    hint: 'Posts that failed or may not have arrived, and what came from chat and could not be handled.',
    read: (cursor) => ended(cursor, 'chat.trouble', {}),
  },
  {
    words: ['post again', 'repost'],
    op: 'chat.post_decide',
    usage: 'post again POST',
    read: (cursor) => decide(cursor, 'again'),
  },
  {
    words: ['leave post'],
    op: 'chat.post_decide',
    usage: 'leave post POST',
    hint: 'It arrived, or need not.',
    read: (cursor) => decide(cursor, 'leave'),
  },
  {
    words: ['handle again'],
    op: 'chat.item_retry',
    usage: 'handle again ITEM',
    read: (cursor) => {
      const item = cursor.match(itemName);
      return item === null
        ? half('Which one? Write its short name from “chat trouble”, for example handle again i-1a2b3c4d.')
        : ended(cursor, 'chat.item_retry', { item: item[1] ?? '' });
    },
  },
];

function decide(cursor: Cursor, decision: 'again' | 'leave'): Reading {
  const post = cursor.match(postName);
  return post === null
    ? half('Which post? Write its short name from “chat trouble”, for example p-1a2b3c4d.')
    : ended(cursor, 'chat.post_decide', { post: post[1] ?? '', decision });
}

function ended(cursor: Cursor, op: string, args: Record<string, string>): Reading {
  return cursor.isAtEnd ? call(op, args) : half(`I do not know what “${cursor.leftover.slice(0, 80)}” means here.`);
}
