import type { Cursor } from '../cursor.ts';
import { type CommandForm, call, half, type Reading } from './form.ts';

/** What is learned from what staff confirm. */
export const learningForms: readonly CommandForm[] = [
  {
    words: ['classifier', 'classifiers', 'learned'],
    op: 'learn.status',
    usage: 'classifier [type | priority]',
    hint: 'What staff confirmed, what was learned from it, and how well.',
    read: (cursor) => ofTarget(cursor, 'learn.status'),
  },
  {
    words: ['train classifier', 'train'],
    op: 'learn.train',
    usage: 'train classifier [type | priority]',
    read: (cursor) => ofTarget(cursor, 'learn.train'),
  },
  {
    words: ['roll back classifier', 'rollback classifier'],
    op: 'learn.rollback',
    usage: 'roll back classifier [type | priority]',
    read: (cursor) => ofTarget(cursor, 'learn.rollback'),
  },
  { words: ['confirm type', 'type is right'], op: 'learn.confirm', usage: 'confirm type TICKET', read: readConfirm },
  {
    words: ['most wrong'],
    op: 'learn.bound',
    usage: 'most wrong PERCENT%',
    hint: 'How often a learned answer may be wrong; over it three are offered.',
    read: readBound,
  },
];

function ofTarget(cursor: Cursor, op: string): Reading {
  cursor.take('classifier');
  const target = cursor.take('type', 'types', 'priority', 'priorities');
  const args = { target: target?.startsWith('p') === true ? 'priority' : 'type' };
  return cursor.isAtEnd
    ? call(op, args)
    : half(`There is a classifier for the type and for the priority, none for “${cursor.leftover.slice(0, 60)}”.`);
}

function readConfirm(cursor: Cursor, { ticket }: { ticket: string | null }): Reading {
  cursor.take('of');
  const found = cursor.takeRef() ?? ticket;
  if (found === null) return half('Of which ticket? Write it like: confirm type 1');
  return cursor.isAtEnd
    ? call('learn.confirm', { ticket: found })
    : half(`I do not know what “${cursor.leftover.slice(0, 60)}” means here.`);
}

function readBound(cursor: Cursor): Reading {
  const share = cursor.rest().trim();
  return share === '' ? half('How often may it be wrong? Write it like: most wrong 3%') : call('learn.bound', { share });
}
