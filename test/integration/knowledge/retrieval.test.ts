import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createArticle } from '../../../domain/knowledge/create-article.ts';
import { findArticle } from '../../../domain/knowledge/find-article.ts';
import { giveArticleFeedback } from '../../../domain/knowledge/give-article-feedback.ts';
import { type ArticleQuestion, retrieveArticles } from '../../../domain/knowledge/retrieve-articles.ts';
import { setArticleStatus } from '../../../domain/knowledge/set-article-status.ts';
import { viewArticle } from '../../../domain/knowledge/view-article.ts';
import { seedArticles } from '../../../server/demo/seed-articles.ts';
import { openTestDesk, system, type TestDesk, type TestTenant } from '../../support/desk.ts';
import { asStaff, hits, labelledQuestions, titlesOf } from '../../support/knowledge.ts';
import { mailFrom, receive } from '../../support/mails.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
  for (const [tenant, slug] of [
    [desk.one, 'northwind'],
    [desk.two, 'kabelwerk'],
  ] as const)
    await desk.withTenant(tenant.id, system, (uow) => seedArticles(uow, slug, { id: tenant.agent, name: 'Agent' }));
}, 120_000);
afterAll(() => desk.close());

const ask = (text: string, options: Partial<ArticleQuestion> = {}, tenant: TestTenant = desk.one) =>
  desk.withTenant(tenant.id, system, (uow) => retrieveArticles(uow, { limit: 3, audience: 'staff', ...options, text }));

const write = (title: string, content: string, more: { visibility?: 'public'; language?: string } = {}, tenant: TestTenant = desk.one) =>
  desk.withTenant(tenant.id, asStaff(tenant.agent), async (uow) => {
    const { id, number } = await createArticle(uow, { title, content, ...more });
    await setArticleStatus(uow, id, 'published');
    return { id, number };
  });

describe('the demo’s articles and the labelled questions', () => {
  it('find the right article among the first three for seven of ten questions, first for half', async () => {
    const answers = [];
    for (const { company, question, article } of labelledQuestions)
      answers.push({ right: article, titles: titlesOf(await ask(question, {}, company === 'northwind' ? desk.one : desk.two)) });
    const { questions, first, three } = hits(answers);
    expect(questions).toBeGreaterThanOrEqual(60);
    expect(three).toBeGreaterThanOrEqual(0.7);
    expect(first).toBeGreaterThanOrEqual(0.5);
  }, 60_000);

  it('are right nine times of ten where the first is called sure', async () => {
    const sure = [];
    for (const { company, question, article } of labelledQuestions) {
      const [best] = await ask(question, {}, company === 'northwind' ? desk.one : desk.two);
      if (best?.band === 'sure') sure.push(best.title === article);
    }
    expect(sure.length).toBeGreaterThanOrEqual(12);
    expect(sure.filter((right) => right).length / sure.length).toBeGreaterThanOrEqual(0.9);
  }, 60_000);
});

describe('what is found', () => {
  it('carries a passage that stands in the article and answers the question', async () => {
    const [best] = await ask('my account is locked after wrong attempts, when does it open again');
    expect(best).toMatchObject({ title: 'Account is locked after too many attempts', number: expect.stringMatching(/^KB-\d+$/) });
    expect(best?.passage).toMatch(/Ten wrong attempts lock an account for thirty minutes/);
    const article = await desk.withTenant(desk.one.id, system, async (uow) =>
      viewArticle(uow, (await findArticle(uow, best?.number ?? '')).id),
    );
    expect(article.content).toContain(best?.passage);
    expect([best?.relevance, Math.round((best?.score ?? 0) * 100)]).toEqual([best?.relevance, best?.relevance]);
  });

  it('forgives typing mistakes, missing accents and hyphens', async () => {
    await write('Häufige Fragen zur Überwachungskamera', 'Die Überwachungskamera zeichnet dreißig Tage auf.', { language: 'de' }, desk.two);
    expect(titlesOf(await ask('uberwachungskamera', {}, desk.two))[0]).toMatch(/Überwachungskamera/);
    expect(titlesOf(await ask('ueberwachungskamera defekt aufzeichnung', {}, desk.two))[0]).toMatch(/Überwachungskamera/);
    expect(titlesOf(await ask('pritner queue is stcuk'))[0]).toBe('Printer prints nothing and jobs stay in the queue');
    expect(titlesOf(await ask('wifi for guests'))[0]).toBe('Guest Wi-Fi for visitors');
  });

  it('is nothing when nothing fits, never a guess', async () => {
    for (const text of ['', '   ', 'hello', 'ok thanks', 'what is the capital of peru', 'zzzz qqqq', '!!! ??? —', 'the of and'])
      expect(await ask(text)).toEqual([]);
  });

  it('takes any text as data', async () => {
    for (const text of [
      "'; drop table kb_articles; --",
      'a & b | !c <-> (d',
      '?',
      '??',
      '$1 %s \\ \\\\',
      'x'.repeat(50_000),
      '🖨️ 🔥',
      '<script>',
      'nul \u0000 and \uD800 half',
    ])
      await expect(ask(text)).resolves.toBeInstanceOf(Array);
  });

  it('gives as many as asked for, best first', async () => {
    const found = await ask('vpn from home shared folders', { limit: 5 });
    expect(found.length).toBeGreaterThan(2);
    expect(found.map((one) => one.score)).toEqual(found.map((one) => one.score).toSorted((a, b) => b - a));
    expect(await ask('vpn from home shared folders', { limit: 1 })).toEqual(found.slice(0, 1));
  });

  it('is taken from the subject and the customer’s own messages of a ticket, never from a note', async () => {
    const filed = await receive(
      desk,
      desk.one,
      mailFrom('jane@acme.example', { subject: 'Problem', text: 'The toner is nearly empty and prints are pale with streaks.' }),
    );
    const ticketId = 'ticketId' in filed ? filed.ticketId : null;
    if (ticketId === null) throw new Error('no ticket');
    const found = await desk.withTenant(desk.one.id, system, (uow) => retrieveArticles(uow, { ticketId, limit: 3, audience: 'staff' }));
    expect(found[0]?.title).toBe('Streaks, pale print and toner change');
    expect(await desk.withTenant(desk.two.id, system, (uow) => retrieveArticles(uow, { ticketId, limit: 3, audience: 'staff' }))).toEqual(
      [],
    );
  });
});

describe('who is shown what', () => {
  it('keeps internal articles from the public', async () => {
    const text = 'spanning tree err-disable bpdu-guard flapping switch port';
    expect((await ask(text))[0]).toMatchObject({ title: 'Switch port shows amber or flaps', visibility: 'internal' });
    expect((await ask(text, { audience: 'public', limit: 20 })).filter((one) => one.visibility !== 'public')).toEqual([]);
  });

  it('shows nobody a draft or an archived article', async () => {
    const words = 'xylophone calibration of the marimba';
    const { id } = await desk.withTenant(desk.one.id, asStaff(desk.one.agent), (uow) =>
      createArticle(uow, { title: words, content: words }),
    );
    expect(await ask(words)).toEqual([]);
    const to = (status: 'published' | 'archived' | 'draft') =>
      desk.withTenant(desk.one.id, asStaff(desk.one.agent), (uow) => setArticleStatus(uow, id, status));
    await to('published');
    expect(titlesOf(await ask(words))).toEqual([words]);
    await to('archived');
    expect(await ask(words)).toEqual([]);
    await to('published');
    await to('draft');
    expect(await ask(words)).toEqual([]);
  });

  it('finds only articles of a wanted language', async () => {
    await write('Fax einrichten', 'Das Fax braucht eine eigene Leitung und ein Kabel.', { language: 'de' });
    expect(titlesOf(await ask('Fax einrichten', { language: 'de' }))).toEqual(['Fax einrichten']);
    expect(await ask('Fax einrichten', { language: 'en' })).toEqual([]);
  });

  it('keeps two companies apart: neither finds the other’s articles nor is ranked by its words', async () => {
    const before = await ask('printer queue', { limit: 5 });
    for (let n = 0; n < 5; n += 1) await write(`Printer queue ${n}`, 'Printer queue of the other company.', { language: 'en' }, desk.two);
    expect(await ask('printer queue', { limit: 5 })).toEqual(before);
    expect(titlesOf(await ask('Drucker druckt nicht'))).not.toContain('Drucker druckt nicht');
    expect(titlesOf(await ask('Drucker druckt nicht', {}, desk.two))).toContain('Drucker druckt nicht');
  });
});

describe('what people think of an article', () => {
  it('decides between two that fit alike, lightly', async () => {
    const text = 'The bassoon needs a new reed every month.';
    const [first, second] = [await write('Bassoon reed one', text), await write('Bassoon reed two', text)];
    const order = async () => (await ask('bassoon reed')).map((one) => one.number);
    expect(await order()).toEqual([first.number, second.number]);
    await desk.withTenant(desk.one.id, asStaff(desk.one.agent), (uow) =>
      giveArticleFeedback(uow, { articleId: second.id, ticketId: null, helpful: true }),
    );
    expect(await order()).toEqual([second.number, first.number]);
  });
});
