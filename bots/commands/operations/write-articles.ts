import { z } from 'zod';
import { createArticle } from '../../../domain/knowledge/create-article.ts';
import { draftArticleFromTicket } from '../../../domain/knowledge/draft-article-from-ticket.ts';
import { editArticle, type SavedArticle } from '../../../domain/knowledge/edit-article.ts';
import { findArticle } from '../../../domain/knowledge/find-article.ts';
import { articleStatuses, articleVisibilities } from '../../../domain/knowledge/knowledge.types.ts';
import type { ArticleChange } from '../../../domain/knowledge/knowledge-input.rules.ts';
import { restoreArticle } from '../../../domain/knowledge/restore-article.ts';
import { setArticleStatus } from '../../../domain/knowledge/set-article-status.ts';
import { ownLanguages } from '../../../domain/tenancy/tenant.types.ts';
import { articleDoneCard } from '../../cards/article-card.ts';
import type { Card } from '../../cards/card.types.ts';
import { action } from '../../cards/spans.rules.ts';
import { articleRef, longText, seenVersion, shortText, ticketRef, writtenText } from '../arguments.rules.ts';
import { defineDeed } from '../operation.ts';
import { withTicket } from '../with-ticket.ts';

const tagList = z.union([z.array(z.string()), z.string().transform((line) => line.split(',').map((tag) => tag.trim()))]);
const facts = {
  summary: z.string().max(500, 'is too long').optional(),
  category: z.string().max(60, 'is too long').optional(),
  tags: tagList.optional(),
  language: z.enum(ownLanguages).optional(),
  visibility: z.enum(articleVisibilities).optional(),
};

/** Without the keys that were not given: a missing one stays as it is. */
function given<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

export const newArticle = defineDeed({
  summary: 'Write an article; it is a draft until it is published',
  examples: [
    'kb new "Reset the printer" category:Printing public : Switch it off for a minute.',
    'kb new Guest network: Ask reception for a voucher.',
  ],
  schema: z.strictObject({ title: shortText, content: writtenText, ...facts }),
  run: async (ctx, { title, content, ...more }) => {
    const made = await createArticle(ctx.uow, { title, content, ...given(more) });
    return draftCard(made.number, title, `${made.number} is a draft. Read it once more and publish it.`);
  },
});

export const articleFromTicket = defineDeed({
  summary: 'Make a draft article of what was answered on a ticket',
  examples: ['kb from 1', 'kb from TKT-202611-00001 "Printer blinks red"'],
  schema: z.strictObject({ ticket: ticketRef, title: shortText.optional() }),
  run: (ctx, args) =>
    withTicket(ctx, 'kb.from', args, async (ticket) => {
      const made = await draftArticleFromTicket(ctx.uow, ticket.id, given({ title: args.title }));
      const text = `${made.number} is an internal draft of what was answered on ${made.ticket}. Take out names, then publish it.`;
      return draftCard(made.number, args.title ?? ticket.subject, text);
    }),
});

function draftCard(number: string, title: string, text: string): Card {
  return articleDoneCard({ number, title }, text, [action('Publish', 'kb.status', { article: number, status: 'published', version: 1 })]);
}

export const editOneArticle = defineDeed({
  summary: 'Change an article; the old version is kept',
  examples: ['kb edit KB-1 : The new text.', 'kb edit KB-1 title:"A better title" category:Network', 'kb edit KB-1 public'],
  schema: z.strictObject({
    article: articleRef,
    version: seenVersion,
    title: shortText.optional(),
    content: longText.optional(),
    ...facts,
  }),
  run: async (ctx, { article, version, ...change }) => {
    const { id } = await findArticle(ctx.uow, article);
    const saved = await editArticle(ctx.uow, id, given(change) as ArticleChange, version ?? null);
    return savedCard(saved, saved.changed ? `Saved as version ${saved.version}.` : 'Nothing is different, so nothing was saved.');
  },
});

export const setOneArticleStatus = defineDeed({
  summary: 'Publish an article, archive it, or take it back to draft',
  examples: ['kb publish KB-1', 'kb archive KB-1', 'kb draft KB-1'],
  schema: z.strictObject({ article: articleRef, status: z.enum(articleStatuses), version: seenVersion }),
  run: async (ctx, { article, status, version }) => {
    const head = await findArticle(ctx.uow, article);
    const saved = await setArticleStatus(ctx.uow, head.id, status, version ?? null);
    const words = {
      published: `${saved.number} is published: ${head.visibility === 'public' ? 'staff and customers find it' : 'staff find it, customers never see it'}.`,
      archived: `${saved.number} is archived: it is kept and found by nobody.`,
      draft: `${saved.number} is a draft again.`,
    };
    const undo = saved.changed ? [action('Undo', 'kb.status', { article: saved.number, status: head.status, version: saved.version })] : [];
    return articleDoneCard(saved, words[status], undo);
  },
});

export const restoreOneArticle = defineDeed({
  summary: 'Bring an old version of an article back',
  examples: ['kb restore KB-1 2'],
  schema: z.strictObject({ article: articleRef, at: z.int().positive(), version: seenVersion }),
  run: async (ctx, { article, at, version }) => {
    const { id } = await findArticle(ctx.uow, article);
    const saved = await restoreArticle(ctx.uow, id, at, version ?? null);
    return savedCard(
      saved,
      saved.changed ? `The text of version ${at} stands again, as version ${saved.version}.` : `That text stands already.`,
    );
  },
});

function savedCard(saved: SavedArticle, text: string): Card {
  return articleDoneCard(saved, text, [action('History', 'kb.history', { article: saved.number })]);
}
