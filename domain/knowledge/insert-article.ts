import { draftReply } from '../deliveries/draft-reply.ts';
import { editDraft } from '../deliveries/edit-draft.ts';
import { AppError } from '../errors.ts';
import type { ArticleId, TicketId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { ArticleHead } from './knowledge.types.ts';
import { linkArticle } from './link-article.ts';
import { viewArticle } from './view-article.ts';

/** `part`: the whole text, or the summary alone. `relevance` 0–100 as retrieval found it. */
export type WantedInsert = { ticketId: TicketId; articleId: ArticleId; part: 'content' | 'summary'; relevance: number };

/**
 * Puts the text of a public article into the reply draft that the person has open for this ticket, below what is there, or into a new one; nothing is sent. The
 * article is linked as suggested. Throws `conflict` with the reason for an internal article, which never leaves the house, and for one that is not published;
 * else what `draftReply`, `editDraft` and `linkArticle` throw.
 */
export async function insertArticle(uow: TenantUnitOfWork, wanted: WantedInsert): Promise<{ draftId: string }> {
  const article = await viewArticle(uow, wanted.articleId, { count: false });
  refuseInside(article);
  await linkArticle(uow, { ticketId: wanted.ticketId, articleId: article.id, kind: 'suggested', relevance: wanted.relevance });
  const text = wanted.part === 'summary' && article.summary !== '' ? article.summary : `${article.title}\n\n${article.content}`;
  const open = await openReply(uow, wanted.ticketId);
  if (open !== null) {
    await editDraft(uow, open.id, { text: `${open.text.trimEnd()}\n\n${text}` });
    return { draftId: open.id };
  }
  const cc = { add: [], remove: [] };
  const draft = await draftReply(uow, { ticketId: wanted.ticketId, text, cc, quote: true, after: 'wait' });
  return { draftId: draft.id };
}

function refuseInside(article: ArticleHead): void {
  if (article.visibility === 'public' && article.status === 'published') return;
  const reason =
    article.visibility === 'internal'
      ? 'is internal: its text is for staff and is not put into a reply. Answer in your own words, or make it public first when a customer may read it'
      : `is ${article.status === 'draft' ? 'a draft that nobody has published' : 'archived'}, so it is not put into a reply`;
  throw new AppError('conflict', {
    message: 'article not for customers',
    userMessage: `${article.number} ${reason}.`,
    details: { article: article.number },
  });
}

/** The newest reply of this person on the ticket that can still be sent. */
async function openReply(uow: TenantUnitOfWork, ticketId: TicketId): Promise<{ id: string; text: string } | null> {
  if (uow.actor.kind !== 'staff') return null;
  const [row] = await sqlRows<{ id: string; text: string }>(
    uow,
    `select id, payload->>'text' as text from drafts where user_id = ? and ticket_id = ? and kind = 'reply' and consumed_at is null and expires_at > ?
     order by created_at desc, id desc limit 1`,
    [uow.actor.userId, ticketId, uow.now],
  );
  return row ?? null;
}
