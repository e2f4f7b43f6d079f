import { readArticleRef } from '../../../domain/knowledge/article-ref.rules.ts';
import { articleStatuses } from '../../../domain/knowledge/knowledge.types.ts';
import type { Json } from '../../cards/card.types.ts';
import type { Cursor } from '../cursor.ts';
import { type Call, type CommandForm, call, half, type Reading } from './form.ts';
import { articleOptions } from './knowledge-options.ts';
import { ticketArgument } from './ticket-argument.ts';

const which = 'Which article? Write its number, for example KB-12.';
const whichTicket = 'Which ticket? Write its number, for example 1 or TKT-202611-00001.';

/** Commands about articles, and about articles and tickets. */
export const knowledgeForms: readonly CommandForm[] = [
  {
    words: ['kb', 'kb search', 'kb find', 'knowledge', 'faq'],
    op: 'kb.search',
    usage: 'kb TEXT | KB-NUMBER',
    hint: 'Without a text: the list of articles.',
    read: readSearch,
  },
  {
    words: ['kb list', 'kb articles', 'articles'],
    op: 'kb.list',
    usage: 'kb list [draft | published | archived] [category:NAME]',
    read: readList,
  },
  { words: ['kb show', 'kb view', 'kb open', 'article'], op: 'kb.show', usage: 'kb show KB-NUMBER', read: aboutArticle('kb.show') },
  {
    words: ['kb new', 'kb add', 'kb create', 'kb write'],
    op: 'kb.new',
    usage: 'kb new "Title" [category:…] [tags:a,b] [summary:"…"] [lang:de] [public] : text',
    hint: 'It is a draft until somebody publishes it.',
    read: readNew,
  },
  {
    words: ['kb from', 'kb from ticket'],
    op: 'kb.from',
    usage: 'kb from NUMBER ["Title"]',
    hint: 'Makes a draft of what was answered on the ticket.',
    read: readFrom,
  },
  {
    words: ['kb edit', 'kb change', 'kb update'],
    op: 'kb.edit',
    usage: 'kb edit KB-NUMBER [title:"…"] [category:…] [public | internal] : text',
    read: readEdit,
  },
  { words: ['kb publish'], op: 'kb.status', usage: 'kb publish KB-NUMBER', read: aboutArticle('kb.status', { status: 'published' }) },
  {
    words: ['kb archive', 'kb retire'],
    op: 'kb.status',
    usage: 'kb archive KB-NUMBER',
    read: aboutArticle('kb.status', { status: 'archived' }),
  },
  {
    words: ['kb draft', 'kb unpublish', 'kb withdraw'],
    op: 'kb.status',
    usage: 'kb draft KB-NUMBER',
    hint: 'Takes it back to draft.',
    read: aboutArticle('kb.status', { status: 'draft' }),
  },
  { words: ['kb history', 'kb versions', 'kb version'], op: 'kb.history', usage: 'kb history KB-NUMBER [VERSION]', read: readHistory },
  { words: ['kb restore', 'kb revert'], op: 'kb.restore', usage: 'kb restore KB-NUMBER VERSION', read: readRestore },
  { words: ['kb helpful'], op: 'kb.vote', usage: 'kb helpful KB-NUMBER', read: aboutArticle('kb.vote', { helpful: true }) },
  {
    words: ['kb unhelpful', 'kb not helpful'],
    op: 'kb.vote',
    usage: 'kb unhelpful KB-NUMBER',
    read: aboutArticle('kb.vote', { helpful: false }),
  },
  {
    words: ['suggest', 'suggestions', 'suggest articles', 'articles for'],
    op: 'ticket.suggest',
    usage: 'suggest NUMBER',
    hint: 'Only published articles; nothing when none fits.',
    read: (cursor, context) => {
      cursor.take('for');
      const ticket = ticketArgument(cursor, context);
      return ticket === null ? half(whichTicket) : ended(cursor, { op: 'ticket.suggest', args: { ticket: ticket.ref } });
    },
  },
  {
    words: ['link-article', 'link article'],
    op: 'ticket.article',
    usage: 'link-article NUMBER KB-NUMBER [solved]',
    hint: 'With solved: this article solved the ticket.',
    read: onTicket((cursor, args) => {
      const solved = cursor.take('solved', 'resolved', 'solution') !== null;
      return { op: 'ticket.article', args: { ...args, kind: solved ? 'resolved' : 'linked' } };
    }),
  },
  {
    words: ['unlink-article', 'unlink article'],
    op: 'ticket.unarticle',
    usage: 'unlink-article NUMBER KB-NUMBER',
    read: onTicket((_cursor, args) => ({ op: 'ticket.unarticle', args })),
  },
  {
    words: ['insert-article', 'insert article'],
    op: 'ticket.insert',
    usage: 'insert-article NUMBER KB-NUMBER [summary]',
    hint: 'Puts a public article into your reply; you see it before it is sent.',
    read: onTicket((cursor, args) => {
      const part = cursor.take('summary') === null ? 'content' : 'summary';
      return { op: 'ticket.insert', args: { ...args, part } };
    }),
  },
];

function ended(cursor: Cursor, wanted: Call): Reading {
  if (cursor.isAtEnd) return { kind: 'call', ...wanted };
  return half(`I do not know what “${cursor.leftover.slice(0, 80)}” means here.`, { label: 'Do it without that', ...wanted });
}

/** Consumes `KB-12`, `kb 12` or `12`. */
function takeArticle(cursor: Cursor): string | null {
  if (cursor.peek()?.text.toLowerCase() === 'kb' && /^\d+$/.test(cursor.peekSecond()?.text ?? '')) cursor.next();
  const word = cursor.peek();
  const ref = word === null || word.quoted ? null : readArticleRef(word.text.replace(/[:,.]$/, ''));
  if (ref !== null) cursor.next();
  return ref;
}

function aboutArticle(op: string, more: Record<string, Json> = {}): CommandForm['read'] {
  return (cursor) => {
    const article = takeArticle(cursor);
    return article === null ? half(which) : ended(cursor, { op, args: { article, ...more } });
  };
}

function onTicket(make: (cursor: Cursor, args: Record<string, Json>) => Call): CommandForm['read'] {
  return (cursor, context) => {
    const ticket =
      /^kb-/i.test(cursor.peek()?.text ?? '') && context.ticket !== null ? { ref: context.ticket } : ticketArgument(cursor, context);
    if (ticket === null) return half(whichTicket);
    cursor.take('to', 'with', 'and', 'from');
    const article = takeArticle(cursor);
    return article === null ? half(which) : ended(cursor, make(cursor, { ticket: ticket.ref, article }));
  };
}

function readSearch(cursor: Cursor): Reading {
  if (cursor.isAtEnd) return call('kb.list', {});
  const start = cursor.place;
  const article = takeArticle(cursor);
  if (article !== null && cursor.isAtEnd) return call('kb.show', { article });
  return call('kb.search', { query: cursor.startingAt(start).rest().trim().slice(0, 2_000) });
}

function readList(cursor: Cursor): Reading {
  const args: Record<string, Json> = {};
  const status = cursor.take(...articleStatuses, 'drafts', 'all');
  if (status !== null && status !== 'all') args.status = status.replace(/s$/, '');
  const category = cursor.match(/^category:(.+)$/is)?.[1];
  if (category !== undefined) args.category = category;
  return ended(cursor, { op: 'kb.list', args });
}

function readNew(cursor: Cursor): Reading {
  const first = cursor.peek();
  const example = 'For example: kb new "Reset the printer" category:Printing : Switch it off for a minute.';
  if (first === null) return half(`What is its title? ${example}`);
  const args: Record<string, Json> = {};
  if (first.quoted) {
    cursor.next();
    args.title = first.text.trim();
    const problem = articleOptions(cursor, args);
    if (problem !== null) return half(problem);
  } else {
    const line = cursor.text.slice(first.start).split(/\r?\n/, 1)[0] ?? '';
    const end = /:(?=\s|$)/.exec(line)?.index ?? line.length;
    args.title = line.slice(0, end).trim();
    cursor.moveTo(first.start + end);
  }
  const content = cursor.rest();
  if (args.title === '') return half(`The title is empty. ${example}`);
  return content.trim() === '' ? half(`The text is missing. ${example}`) : call('kb.new', { ...args, content });
}

function readEdit(cursor: Cursor): Reading {
  const article = takeArticle(cursor);
  if (article === null) return half(which);
  const args: Record<string, Json> = { article };
  const problem = articleOptions(cursor, args);
  if (problem !== null) return half(problem);
  const content = cursor.rest();
  if (content.trim() !== '') args.content = content;
  if (Object.keys(args).some((key) => key !== 'article' && key !== 'version')) return call('kb.edit', args);
  return half('What shall change? Write the new text after a colon.', { label: `Show ${article}`, op: 'kb.show', args: { article } });
}

function readFrom(cursor: Cursor, context: { ticket: string | null }): Reading {
  const ticket = ticketArgument(cursor, context);
  if (ticket === null) return half(whichTicket);
  const title = cursor
    .rest()
    .trim()
    .replace(/^["“„«](.*)["”“»]$/s, '$1');
  return call('kb.from', { ticket: ticket.ref, ...(title === '' ? {} : { title }) });
}

function readHistory(cursor: Cursor): Reading {
  const article = takeArticle(cursor);
  if (article === null) return half(which);
  cursor.take('version');
  const at = cursor.match(/^v?([1-9]\d{0,8})$/i)?.[1];
  return ended(
    cursor,
    at === undefined ? { op: 'kb.history', args: { article } } : { op: 'kb.version', args: { article, at: Number(at) } },
  );
}

function readRestore(cursor: Cursor): Reading {
  const article = takeArticle(cursor);
  if (article === null) return half(which);
  cursor.take('to', 'version');
  cursor.take('version');
  const at = cursor.match(/^v?([1-9]\d{0,8})$/i)?.[1];
  if (at === undefined)
    return half('Which version? Look at them first.', { label: 'Show its versions', op: 'kb.history', args: { article } });
  return ended(cursor, { op: 'kb.restore', args: { article, at: Number(at) } });
}
