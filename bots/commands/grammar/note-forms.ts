import type { Cursor } from '../cursor.ts';
import { type CommandForm, call, type GrammarContext, half, type Reading } from './form.ts';
import { ticketArgument } from './ticket-argument.ts';

type Named = { ticket: string; message: number };

/** `#3 of 1`, `3 of TKT-…`, `#3` in a conversation about a ticket. */
function readNote(cursor: Cursor, context: GrammarContext, example: string): Named | Reading {
  const found = cursor.match(/^#?(\d{1,6})[:,]?$/);
  if (found === null) return half(`Which note? Write its number on the ticket’s card, for example ${example}`);
  const isEnd = /[:,]$/.test(found[0]);
  const named = isEnd ? null : cursor.take('of', 'on', 'in');
  const ticket = named === null ? context.ticket : (ticketArgument(cursor, context)?.ref ?? null);
  return ticket === null ? half(`Of which ticket? For example ${example}`) : { ticket, message: Number(found[1]) };
}

/** Changing and taking back internal notes. */
export const noteForms: readonly CommandForm[] = [
  {
    words: ['edit note', 'change note', 'correct note'],
    op: 'note.edit',
    usage: 'edit note #3 of NUMBER: text',
    hint: 'Your own notes; owners and admins any. It changes in chat threads too.',
    read: (cursor, context) => {
      const note = readNote(cursor, context, 'edit note #3 of 1: text');
      if ('kind' in note) return note;
      const text = cursor.rest();
      return text.trim() === '' ? half('What shall it say? Write the new text at the end.') : call('note.edit', { ...note, text });
    },
  },
  {
    words: ['delete note', 'remove note'],
    op: 'note.delete',
    usage: 'delete note #3 of NUMBER',
    hint: 'Your own notes; owners and admins any. Its text and files go, everywhere.',
    read: (cursor, context) => {
      const note = readNote(cursor, context, 'delete note #3 of 1');
      if ('kind' in note) return note;
      return cursor.isAtEnd
        ? call('note.delete', note)
        : half(`I do not know what “${cursor.leftover.slice(0, 80)}” means after the ticket.`);
    },
  },
  {
    words: ['admit', 'admit message'],
    op: 'message.admit',
    usage: 'admit #3 of NUMBER',
    hint: 'An unverified mail becomes public and its sender takes part. Only when you know who wrote it.',
    read: (cursor, context) => {
      const note = readNote(cursor, context, 'admit #3 of 1');
      if ('kind' in note) return note;
      return cursor.isAtEnd
        ? call('message.admit', note)
        : half(`I do not know what “${cursor.leftover.slice(0, 80)}” means after the ticket.`);
    },
  },
];
