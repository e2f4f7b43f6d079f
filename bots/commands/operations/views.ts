import { z } from 'zod';
import { readTicketFilter } from '../../../domain/tickets/ticket-filter.rules.ts';
import { deleteView as remove } from '../../../domain/views/delete-view.ts';
import { findView } from '../../../domain/views/find-view.ts';
import { listViews as findViews } from '../../../domain/views/list-views.ts';
import { saveView as save } from '../../../domain/views/save-view.ts';
import { shareView as share } from '../../../domain/views/share-view.ts';
import { withNotice } from '../../cards/make-card.rules.ts';
import { viewListCard } from '../../cards/view-list-card.ts';
import { seenVersion, shortText } from '../arguments.rules.ts';
import { defineDeed, type OperationContext } from '../operation.ts';
import { ticketPage } from '../ticket-page.ts';
import { splitWords } from '../words.rules.ts';

export const listViews = defineDeed({
  summary: 'Show the views: lists kept under a name, your own, shared ones and those that are always there',
  examples: ['views'],
  schema: z.strictObject({}),
  run: (ctx) => viewsCard(ctx),
});

export const showView = defineDeed({
  summary: 'Show the tickets of a view',
  examples: ['view mine', 'view breaching next', 'view recently closed'],
  schema: z.strictObject({ view: shortText }),
  run: async (ctx, { view: name }) => {
    const { view } = await findView(ctx.uow, ctx.asker.userId, name);
    return ticketPage(ctx, { filter: view.filter, view: view.name });
  },
});

export const saveView = defineDeed({
  summary: 'Keep a list under a name, or give a view of yours another filter',
  examples: ['view save My urgent ones: mine priority:>=high sort:due'],
  schema: z.strictObject({ view: shortText, filter: z.string().max(500, 'is too long'), version: seenVersion }),
  run: async (ctx, { view: name, filter, version }) => {
    const { view, isNew } = await save(ctx.uow, ctx.asker.userId, { name, filter }, version ?? null);
    const card = await ticketPage(ctx, { filter: view.filter, view: view.name });
    return withNotice(
      card,
      'success',
      isNew ? `Saved as “${view.name}”. “view ${view.name}” shows it.` : `“${view.name}” has this filter now.`,
    );
  },
});

export const deleteView = defineDeed({
  summary: 'Delete a view of yours',
  examples: ['view delete My urgent ones'],
  schema: z.strictObject({ view: shortText, version: seenVersion }),
  run: async (ctx, { view: name, version }) => {
    const gone = await remove(ctx.uow, ctx.asker.userId, name, version ?? null);
    return withNotice(await viewsCard(ctx), 'success', `Deleted “${gone.name}”. Its filter was: ${gone.filter}`);
  },
});

export const shareView = defineDeed({
  summary: 'Show a view of yours to everybody, or to you alone again',
  examples: ['view share My urgent ones', 'view unshare My urgent ones'],
  schema: z.strictObject({ view: shortText, shared: z.boolean(), version: seenVersion }),
  run: async (ctx, { view: name, shared, version }) => {
    const view = await share(ctx.uow, ctx.asker.userId, { name, shared }, version ?? null);
    const text = view.shared ? `Everybody of the company sees “${view.name}” now.` : `Only you see “${view.name}” now.`;
    return withNotice(await viewsCard(ctx), 'success', text);
  },
});

async function viewsCard(ctx: OperationContext): ReturnType<typeof ticketPage> {
  const views = await findViews(ctx.uow, ctx.asker.userId);
  const clock = { now: ctx.uow.now, timeZone: ctx.asker.timeZone };
  const problemsOf = (filter: string): string[] =>
    readTicketFilter(splitWords(filter), clock).problems.map(({ part, message }) => `“${part}”: ${message}`);
  return viewListCard(views.map((view) => ({ ...view, problems: problemsOf(view.filter) })));
}
