import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ArticleId, newId, type TicketId } from '../../../domain/ids.types.ts';
import { createArticle } from '../../../domain/knowledge/create-article.ts';
import { editArticle } from '../../../domain/knowledge/edit-article.ts';
import { findArticle } from '../../../domain/knowledge/find-article.ts';
import { giveArticleFeedback } from '../../../domain/knowledge/give-article-feedback.ts';
import { insertArticle } from '../../../domain/knowledge/insert-article.ts';
import { linkArticle } from '../../../domain/knowledge/link-article.ts';
import { listArticleVersions } from '../../../domain/knowledge/list-article-versions.ts';
import { listArticles } from '../../../domain/knowledge/list-articles.ts';
import { listTicketArticles } from '../../../domain/knowledge/list-ticket-articles.ts';
import { restoreArticle } from '../../../domain/knowledge/restore-article.ts';
import { retrieveArticles } from '../../../domain/knowledge/retrieve-articles.ts';
import { setArticleStatus } from '../../../domain/knowledge/set-article-status.ts';
import { unlinkArticle } from '../../../domain/knowledge/unlink-article.ts';
import { viewArticle } from '../../../domain/knowledge/view-article.ts';
import { viewArticleVersion } from '../../../domain/knowledge/view-article-version.ts';
import { sqlRows, sqlRun } from '../../../domain/tenancy/sql.ts';
import type { TenantUnitOfWork } from '../../../domain/tenancy/unit-of-work.ts';
import { addStaffRow, openTestDesk, system, type TestDesk, type TestTenant } from '../../support/desk.ts';
import { asStaff } from '../../support/knowledge.ts';
import { mailFrom, receive } from '../../support/mails.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
}, 120_000);
afterAll(() => desk.close());

const work = <T>(act: (uow: TenantUnitOfWork) => Promise<T>, tenant: TestTenant = desk.one): Promise<T> =>
  desk.withTenant(tenant.id, asStaff(tenant.agent), act);
const write = (title = 'Title', content = 'Content.', more: { visibility?: 'public' } = {}, tenant: TestTenant = desk.one) =>
  work((uow) => createArticle(uow, { title, content, ...more }), tenant);
const publish = (id: ArticleId, tenant: TestTenant = desk.one) => work((uow) => setArticleStatus(uow, id, 'published'), tenant);
const view = (id: ArticleId, tenant: TestTenant = desk.one) => work((uow) => viewArticle(uow, id, { count: false }), tenant);
const ticketOf = async (tenant: TestTenant = desk.one): Promise<TicketId> => {
  const filed = await receive(desk, tenant, mailFrom('jane@acme.example'));
  if (!('ticketId' in filed) || filed.ticketId === null) throw new Error('no ticket');
  return filed.ticketId;
};
const eventsOf = (ticketId: TicketId) =>
  work((uow) =>
    sqlRows<{ type: string; data: Record<string, unknown> }>(
      uow,
      "select type, data from ticket_events where ticket_id = ? and type like 'article%' order by at, id",
      [ticketId],
    ),
  );

describe('an article', () => {
  it('is numbered without gaps per company and begins as an internal draft in the company’s language', async () => {
    const [a, b, other] = [await write(), await write(), await write('T', 'C', {}, desk.two)];
    expect(Number(b.number.slice(3))).toBe(Number(a.number.slice(3)) + 1);
    expect(other.number).toBe('KB-1');
    expect(await view(a.id)).toMatchObject({
      status: 'draft',
      visibility: 'internal',
      language: 'en',
      category: 'General',
      version: 1,
      views: 0,
    });
  });

  it('refuses what it cannot be made of, naming the field', async () => {
    const made = (input: object) => work((uow) => createArticle(uow, { title: 'T', content: 'C', ...input }));
    await expect(made({ title: ' ' })).rejects.toMatchObject({ code: 'invalid_input', userMessage: expect.stringContaining('title') });
    await expect(made({ content: ' \n ' })).rejects.toMatchObject({ userMessage: expect.stringContaining('content') });
    await expect(made({ language: 'xx' })).rejects.toMatchObject({ userMessage: expect.stringContaining('language') });
    await expect(made({ tags: Array.from({ length: 21 }, (_one, n) => `t${n}`) })).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('keeps every save in full with who and when, and an old text comes back as a new version', async () => {
    const { id } = await write('First', 'One.');
    await work((uow) => editArticle(uow, id, { title: 'Second', content: 'Two.' }));
    await publish(id);
    const restored = await work((uow) => restoreArticle(uow, id, 1));
    expect(restored).toMatchObject({ version: 4, changed: true, title: 'First' });
    expect(await view(id)).toMatchObject({ title: 'First', content: 'One.', status: 'published', version: 4 });
    const versions = await work((uow) => listArticleVersions(uow, id, 20));
    expect(versions.map(({ version, title, status, restoredFrom }) => [version, title, status, restoredFrom])).toEqual([
      [4, 'First', 'published', 1],
      [3, 'Second', 'published', null],
      [2, 'Second', 'draft', null],
      [1, 'First', 'draft', null],
    ]);
    expect(versions.every((one) => one.savedBy.kind === 'staff' && one.savedBy.userId === desk.one.agent)).toBe(true);
    expect((await work((uow) => viewArticleVersion(uow, id, 2))).content).toBe('Two.');
    await expect(work((uow) => viewArticleVersion(uow, id, 9))).rejects.toMatchObject({ code: 'not_found' });
  });

  it('does not let the application change or delete an old version', async () => {
    const { id } = await write();
    for (const sql of [
      "update kb_article_versions set content = 'forged' where article_id = ?",
      'delete from kb_article_versions where article_id = ?',
    ])
      await expect(work((uow) => sqlRun(uow, sql, [id]))).rejects.toThrow(/permission denied/);
  });

  it('is not overwritten by somebody who saw an older version: they are told who saved it', async () => {
    const { id, number } = await write();
    await work((uow) => editArticle(uow, id, { content: 'Newer.' }, 1));
    for (const late of [
      (uow: TenantUnitOfWork) => editArticle(uow, id, { content: 'Older.' }, 1),
      (uow: TenantUnitOfWork) => setArticleStatus(uow, id, 'published', 1),
      (uow: TenantUnitOfWork) => restoreArticle(uow, id, 1, 1),
    ])
      await expect(work(late)).rejects.toMatchObject({
        code: 'conflict',
        userMessage: expect.stringMatching(new RegExp(`^${number} was changed after you saw it \\(version 2 by Agent`)),
      });
    expect((await view(id)).content).toBe('Newer.');
  });

  it('saved by two people at once from the same version keeps the first and refuses the second', async () => {
    const { id } = await write();
    const saves = await Promise.allSettled(['A.', 'B.'].map((content) => work((uow) => editArticle(uow, id, { content }, 1))));
    expect(saves.map((save) => save.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect((await view(id)).version).toBe(2);
  });

  it('saved without a difference makes no version', async () => {
    const { id } = await write('Same', 'Same.');
    expect(await work((uow) => editArticle(uow, id, { title: ' Same ', content: 'Same.\r\n' }))).toMatchObject({
      changed: false,
      version: 1,
    });
  });

  it('is published by a person only', async () => {
    const { id } = await write();
    await expect(desk.withTenant(desk.one.id, system, (uow) => setArticleStatus(uow, id, 'published'))).rejects.toMatchObject({
      code: 'not_permitted',
    });
    expect((await publish(id)).changed).toBe(true);
    expect((await view(id)).publishedAt).toBeInstanceOf(Date);
  });

  it('counts its views without becoming a new version', async () => {
    const { id } = await write();
    await work((uow) => viewArticle(uow, id));
    await work((uow) => viewArticle(uow, id));
    expect(await view(id)).toMatchObject({ views: 2, version: 1 });
  });

  it('is listed by status and category, page after page', async () => {
    const category = `c ${newId<string>()}`;
    const made = [];
    for (let n = 0; n < 5; n += 1) made.push(await work((uow) => createArticle(uow, { title: `L${n}`, content: 'x', category })));
    await publish(made[0]?.id as ArticleId);
    const page = (after: { at: string; id: string } | null, status: 'draft' | null = null) =>
      work((uow) => listArticles(uow, { status, category: category.toUpperCase(), limit: 2, after }));
    const [first] = [await page(null)];
    const second = await page(first.next);
    const third = await page(second.next);
    expect([...first.articles, ...second.articles, ...third.articles].map((one) => one.title).toSorted()).toEqual([
      'L0',
      'L1',
      'L2',
      'L3',
      'L4',
    ]);
    expect([first.total, third.next]).toEqual([5, null]);
    expect((await page(null, 'draft')).total).toBe(4);
  });
});

describe('a vote', () => {
  it('counts once per person and ticket, the latest', async () => {
    const { id } = await write();
    const vote = (helpful: boolean, ticketId: TicketId | null = null) =>
      work((uow) => giveArticleFeedback(uow, { articleId: id, ticketId, helpful }));
    await vote(true);
    expect(await vote(false)).toMatchObject({ helpful: 0, notHelpful: 1 });
    expect(await vote(true)).toMatchObject({ helpful: 1, notHelpful: 0 });
    expect(await vote(false, await ticketOf())).toMatchObject({ helpful: 1, notHelpful: 1 });
    const colleague = newId<typeof desk.one.agent>();
    await addStaffRow(desk.withTenant, desk.one.id, colleague, `c-${colleague}@one.example`, 'support');
    const counts = await desk.withTenant(desk.one.id, asStaff(colleague), (uow) =>
      giveArticleFeedback(uow, { articleId: id, ticketId: null, helpful: true }),
    );
    expect(counts).toMatchObject({ helpful: 2, notHelpful: 1 });
    expect((await view(id)).version).toBe(1);
  });
});

describe('an article on a ticket', () => {
  const link = (ticketId: TicketId, articleId: ArticleId, kind: 'suggested' | 'linked' | 'resolved', relevance = 60) =>
    work((uow) => linkArticle(uow, { ticketId, articleId, kind, relevance }));

  it('goes from suggested to linked to resolved, never back, and each step is logged once', async () => {
    const { id, number } = await write();
    await publish(id);
    const ticketId = await ticketOf();
    for (const kind of ['suggested', 'linked', 'linked', 'resolved', 'linked', 'suggested'] as const) await link(ticketId, id, kind);
    expect((await eventsOf(ticketId)).map((event) => event.data)).toEqual(
      ['suggested', 'linked', 'resolved'].map((kind) => ({ number, kind, relevance: 60 })),
    );
    expect(await work((uow) => listTicketArticles(uow, ticketId))).toMatchObject([{ number, kind: 'resolved', relevance: 60 }]);
    expect(await view(id)).toMatchObject({ helpful: 1, resolved: 1 });
  });

  it('wakes the ticket and leaves its version, as a note does', async () => {
    const { id } = await write();
    await publish(id);
    const ticketId = await ticketOf();
    const version = () => work((uow) => sqlRows<{ version: number }>(uow, 'select version from tickets where id = ?', [ticketId]));
    const before = await version();
    desk.wakes.length = 0;
    await link(ticketId, id, 'linked');
    expect(desk.wakes.map((wake) => wake.kind)).toContain('ticket');
    expect(await version()).toEqual(before);
  });

  it('can be taken off again, which is logged', async () => {
    const { id, number } = await write();
    await publish(id);
    const ticketId = await ticketOf();
    await link(ticketId, id, 'linked');
    expect(await work((uow) => unlinkArticle(uow, ticketId, id))).toBe(true);
    expect(await work((uow) => unlinkArticle(uow, ticketId, id))).toBe(false);
    expect((await eventsOf(ticketId)).at(-1)).toEqual({ type: 'article_unlinked', data: { number } });
  });

  it('is no draft', async () => {
    const { id } = await write();
    await expect(link(await ticketOf(), id, 'linked')).rejects.toMatchObject({
      code: 'conflict',
      userMessage: expect.stringContaining('kb publish'),
    });
  });
});

describe('an article in a reply', () => {
  const insert = (ticketId: TicketId, articleId: ArticleId, part: 'content' | 'summary' = 'content') =>
    work((uow) => insertArticle(uow, { ticketId, articleId, part, relevance: 70 }));
  const textOf = (draftId: string) =>
    work(
      async (uow) => (await sqlRows<{ text: string }>(uow, "select payload->>'text' as text from drafts where id = ?", [draftId]))[0]?.text,
    );

  it('is put below what the open draft says, and nothing is sent', async () => {
    const [one, two] = [
      await write('How to', 'Do this.', { visibility: 'public' }),
      await write('And then', 'Do that.', { visibility: 'public' }),
    ];
    for (const { id } of [one, two]) await publish(id);
    const ticketId = await ticketOf();
    const { draftId } = await insert(ticketId, one.id);
    expect(await textOf(draftId)).toBe('How to\n\nDo this.');
    expect((await insert(ticketId, two.id)).draftId).toBe(draftId);
    expect(await textOf(draftId)).toBe('How to\n\nDo this.\n\nAnd then\n\nDo that.');
    expect(await work((uow) => sqlRows(uow, "select 1 from deliveries where ticket_id = ? and purpose = 'reply'", [ticketId]))).toEqual([]);
    expect((await work((uow) => listTicketArticles(uow, ticketId))).map((one) => one.kind)).toEqual(['suggested', 'suggested']);
  });

  it('is refused with the reason when it is internal, a draft or archived, and nothing is written', async () => {
    const ticketId = await ticketOf();
    const inner = await write('Inner', 'Master key is under the mat.');
    await publish(inner.id);
    await expect(insert(ticketId, inner.id)).rejects.toMatchObject({
      code: 'conflict',
      userMessage: expect.stringContaining('is internal'),
    });
    const draft = await write('Draft', 'Text.', { visibility: 'public' });
    await expect(insert(ticketId, draft.id)).rejects.toMatchObject({ userMessage: expect.stringContaining('draft') });
    await publish(draft.id);
    await work((uow) => setArticleStatus(uow, draft.id, 'archived'));
    await expect(insert(ticketId, draft.id)).rejects.toMatchObject({ userMessage: expect.stringContaining('archived') });
    expect(await work((uow) => sqlRows(uow, 'select 1 from drafts where ticket_id = ?', [ticketId]))).toEqual([]);
    expect(await eventsOf(ticketId)).toEqual([]);
  });
});

describe('two companies', () => {
  it('see, change, link and vote on nothing of each other', async () => {
    const { id, number } = await write('Only ours zither', 'Only ours zither.');
    await publish(id);
    const [ours, theirs] = [await ticketOf(), await ticketOf(desk.two)];
    await work((uow) => linkArticle(uow, { ticketId: ours, articleId: id, kind: 'resolved', relevance: 1 }));
    const attempts: ((uow: TenantUnitOfWork) => Promise<unknown>)[] = [
      (uow) => viewArticle(uow, id),
      (uow) => editArticle(uow, id, { content: 'stolen' }),
      (uow) => setArticleStatus(uow, id, 'archived'),
      (uow) => restoreArticle(uow, id, 1),
      (uow) => viewArticleVersion(uow, id, 1),
      (uow) => giveArticleFeedback(uow, { articleId: id, ticketId: null, helpful: false }),
      (uow) => linkArticle(uow, { ticketId: theirs, articleId: id, kind: 'linked', relevance: 1 }),
      (uow) => unlinkArticle(uow, ours, id),
      (uow) => insertArticle(uow, { ticketId: theirs, articleId: id, part: 'content', relevance: 1 }),
      (uow) => findArticle(uow, number),
    ];
    for (const attempt of attempts) await expect(work(attempt, desk.two)).rejects.toMatchObject({ code: 'not_found' });
    expect(await work((uow) => listTicketArticles(uow, ours), desk.two)).toEqual([]);
    expect(await work((uow) => listArticleVersions(uow, id, 9), desk.two)).toEqual([]);
    expect(await work((uow) => retrieveArticles(uow, { text: 'zither', limit: 3, audience: 'staff' }), desk.two)).toEqual([]);
    const tables = ['kb_articles', 'kb_article_versions', 'kb_postings', 'kb_terms', 'kb_passages', 'kb_feedback', 'kb_ticket_links'];
    for (const table of tables) {
      expect(await work((uow) => sqlRows(uow, `select 1 from ${table} limit 1`))).toHaveLength(1);
      expect(await work((uow) => sqlRows(uow, `select 1 from ${table} where tenant_id = ?`, [desk.one.id]), desk.two)).toEqual([]);
    }
    expect(await view(id)).toMatchObject({ status: 'published', helpful: 1, notHelpful: 0 });
  });
});
