import { z } from 'zod';
import { findArticle } from '../../../domain/knowledge/find-article.ts';
import { giveArticleFeedback } from '../../../domain/knowledge/give-article-feedback.ts';
import { insertArticle } from '../../../domain/knowledge/insert-article.ts';
import { linkArticle } from '../../../domain/knowledge/link-article.ts';
import { listTicketArticles } from '../../../domain/knowledge/list-ticket-articles.ts';
import { retrieveArticles } from '../../../domain/knowledge/retrieve-articles.ts';
import { unlinkArticle } from '../../../domain/knowledge/unlink-article.ts';
import { articleDoneCard } from '../../cards/article-card.ts';
import { doneCard } from '../../cards/done-card.ts';
import { ticketArticlesCard } from '../../cards/found-articles-card.ts';
import { action } from '../../cards/spans.rules.ts';
import { articleRef, ticketRef } from '../arguments.rules.ts';
import { defineDeed } from '../operation.ts';
import { withTicket } from '../with-ticket.ts';
import { previewCard } from './compose.ts';

/** How far retrieval found the article to fit; chosen by a person alone it is 100. */
const relevance = z.int().min(0).max(100).default(100);

export const suggestArticles = defineDeed({
  summary: 'Show articles that may answer a ticket',
  examples: ['suggest 1', 'articles for TKT-202611-00001'],
  schema: z.strictObject({ ticket: ticketRef }),
  run: (ctx, args) =>
    withTicket(ctx, 'ticket.suggest', args, async (ticket) => {
      const found = await retrieveArticles(ctx.uow, { ticketId: ticket.id, limit: 3, audience: 'staff' });
      return ticketArticlesCard(ticket, await listTicketArticles(ctx.uow, ticket.id), found);
    }),
});

export const linkTicketArticle = defineDeed({
  summary: 'Link an article to a ticket, or say that it solved it',
  examples: ['link-article 1 KB-2', 'link-article 1 KB-2 solved'],
  schema: z.strictObject({ ticket: ticketRef, article: articleRef, kind: z.enum(['linked', 'resolved']), relevance }),
  run: (ctx, args) =>
    withTicket(ctx, 'ticket.article', args, async (ticket) => {
      const { id } = await findArticle(ctx.uow, args.article);
      const done = await linkArticle(ctx.uow, { ticketId: ticket.id, articleId: id, kind: args.kind, relevance: args.relevance });
      const at = { ticket: ticket.number, article: done.article };
      const text =
        done.kind === 'resolved'
          ? `${done.article} solved ${ticket.number}; it counts as helpful.`
          : `${done.article} is linked to ${ticket.number}.`;
      const resolve =
        done.kind === 'resolved' ? [action('Resolve the ticket', 'ticket.status', { ticket: ticket.number, status: 'resolved' })] : [];
      return doneCard(ticket, done.changed ? text : `${done.article} was on ${ticket.number} already.`, [
        ...resolve,
        action('Take off', 'ticket.unarticle', at),
      ]);
    }),
});

export const unlinkTicketArticle = defineDeed({
  summary: 'Take an article off a ticket',
  examples: ['unlink-article 1 KB-2'],
  schema: z.strictObject({ ticket: ticketRef, article: articleRef }),
  run: (ctx, args) =>
    withTicket(ctx, 'ticket.unarticle', args, async (ticket) => {
      const { id, number } = await findArticle(ctx.uow, args.article);
      const gone = await unlinkArticle(ctx.uow, ticket.id, id);
      return doneCard(ticket, gone ? `${number} is not on ${ticket.number} any more.` : `${number} was not on ${ticket.number}.`, []);
    }),
});

export const insertTicketArticle = defineDeed({
  summary: 'Put a public article into your reply; you see it before it is sent',
  examples: ['insert-article 1 KB-2', 'insert-article 1 KB-2 summary'],
  schema: z.strictObject({ ticket: ticketRef, article: articleRef, part: z.enum(['content', 'summary']).default('content'), relevance }),
  run: (ctx, args) =>
    withTicket(ctx, 'ticket.insert', args, async (ticket) => {
      const { id } = await findArticle(ctx.uow, args.article);
      const { draftId } = await insertArticle(ctx.uow, { ticketId: ticket.id, articleId: id, part: args.part, relevance: args.relevance });
      return previewCard(ctx, draftId);
    }),
});

export const voteArticle = defineDeed({
  summary: 'Say whether an article helped',
  examples: ['kb helpful KB-1', 'kb unhelpful KB-1'],
  schema: z.strictObject({ article: articleRef, ticket: ticketRef.optional(), helpful: z.boolean() }),
  run: async (ctx, args) => {
    const head = await findArticle(ctx.uow, args.article);
    const thanks = (votes: { helpful: number; notHelpful: number }): string =>
      `Counted. ${votes.helpful} found ${head.number} helpful, ${votes.notHelpful} did not.`;
    const { ticket } = args;
    if (ticket === undefined)
      return articleDoneCard(
        head,
        thanks(await giveArticleFeedback(ctx.uow, { articleId: head.id, ticketId: null, helpful: args.helpful })),
      );
    return withTicket(ctx, 'kb.vote', { ...args, ticket }, async (found) =>
      doneCard(found, thanks(await giveArticleFeedback(ctx.uow, { articleId: head.id, ticketId: found.id, helpful: args.helpful })), []),
    );
  },
});
