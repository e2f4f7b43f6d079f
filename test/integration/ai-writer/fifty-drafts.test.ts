import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Statement } from '../../../domain/ai-runs/ai-runs.types.ts';
import { latestResult } from '../../../domain/ai-runs/latest-result.ts';
import type { DraftData } from '../../../domain/ai-runs/results.types.ts';
import type { TicketId } from '../../../domain/ids.types.ts';
import { demoArticles } from '../../../server/demo/demo-articles.ts';
import { sampleKinds, sampleMail } from '../../../server/demo/sample-mails.rules.ts';
import { seedArticles } from '../../../server/demo/seed-articles.ts';
import { type AnalystDesk, openAnalystDesk } from '../../support/analyst-desk.ts';
import { system } from '../../support/desk.ts';
import type { FakeRequest } from '../../support/openai/fake-openai.types.ts';

let a: AnalystDesk;
const tickets: { id: TicketId; number: string }[] = [];
const articles = (demoArticles.northwind ?? []).filter(({ visibility }) => visibility === 'public');

beforeAll(async () => {
  a = await openAnalystDesk();
  await a.desk.withTenant(a.desk.one.id, system, (uow) => seedArticles(uow, 'northwind', { id: a.desk.one.agent, name: 'Agent' }));
  for (const kind of sampleKinds) {
    const { subject, text } = sampleMail(kind, 'Jane Doe');
    tickets.push(await a.mail('jane@acme.example', { subject, text, language: kind === 'german' ? 'de' : 'en' }));
  }
  for (const { title, summary } of articles.slice(0, 50 - sampleKinds.length))
    tickets.push(
      await a.mail('jane@acme.example', { subject: title, text: `Hello, I have a question about this: ${summary} What can I do?` }),
    );
}, 240_000);
afterAll(() => a.close());

/** One planted falsehood for each kind; each takes a true sentence of an article and returns a false one, or null where the kind does not fit. */
const falsehoods: Record<string, (sentence: string) => string | null> = {
  'a changed number': (sentence) => (/\d/.test(sentence) ? sentence.replace(/\d+/, (figure) => String(Number(figure) + 7)) : null),
  'a denial turned round': (sentence) =>
    / not /.test(sentence) ? sentence.replace(' not ', ' ') : / is /.test(sentence) ? sentence.replace(' is ', ' is not ') : null,
  'an invented fact': (sentence) => sentence.replace(/[.!]$/, ' and a refund of the whole price is guaranteed.'),
  'a date nobody named': (sentence) => sentence.replace(/[.!]$/, ' on 14 October 2031.'),
  'a fact that has nothing to do with it': () => 'Your contract covers this repair and the engineer comes on Thursday.',
};

type Offered = { mark: string; text: string };
const offeredIn = (request: FakeRequest): Offered[] =>
  [...request.user.matchAll(/^\[(a\d+\.p\d+)\] (.+)$/gm)].map(([, mark, text]) => ({ mark: mark as string, text: text as string }));

async function draftOf(ticket: { id: TicketId; number: string }): Promise<{ source: string; data: DraftData }> {
  await a.say(`draft ${ticket.number}`);
  await a.work();
  const job = await a.desk.withTenant(a.desk.one.id, system, (uow) => latestResult(uow, ticket.id, 'draft'));
  if (job?.result === null || job === null) throw new Error('no draft');
  return job.result as { source: string; data: DraftData };
}

/** The quotation is looked for in the row it names, not in what the function was given. */
async function isFound({ sources }: Statement): Promise<boolean> {
  for (const source of sources) {
    if (source.kind === 'ticket') continue;
    const [row] =
      source.kind === 'article'
        ? await a.rows<{ found: boolean }>(
            "select position(?::text in content) > 0 and visibility = 'public' as found from kb_articles where id = ?",
            [source.quote, source.articleId],
          )
        : await a.rows<{ found: boolean }>('select substr(text, ?, ?) = ? and is_public as found from ticket_messages where id = ?', [
            source.from + 1,
            source.to - source.from,
            source.quote,
            source.messageId,
          ]);
    if (row?.found !== true) return false;
  }
  return sources.length > 0;
}

describe('fifty drafts', () => {
  it('without a model: every sentence that states a fact links to the place it was quoted from', async () => {
    let stating = 0;
    for (const ticket of tickets) {
      const { source, data } = await draftOf(ticket);
      expect(['search', 'rules']).toContain(source);
      expect(data.flags.filter(({ kind }) => kind === 'statement')).toEqual([]);
      for (const statement of data.statements.filter(({ states }) => states)) {
        expect(await isFound(statement)).toBe(true);
        stating += 1;
      }
    }
    expect(tickets).toHaveLength(50);
    expect(stating).toBeGreaterThan(100);
  }, 240_000);

  it('by a model: the true sentences link to what they rest on, and the one planted false sentence of each draft is caught', async () => {
    await a.setUp();
    const kinds = Object.keys(falsehoods);
    let nth = 0;
    let planted = '';
    let honest = 0;
    const used = new Map<string, number>();
    a.model.behave('helpful', (request) => {
      const offered = offeredIn(request).filter(({ text }) => text.length > 30 && /[.!]$/.test(text));
      const truths = offered.slice(0, 3);
      const wanted = kinds.slice(nth % kinds.length).concat(kinds);
      const base = offered.at(-1)?.text ?? 'The router is in the cabinet.';
      const kind = wanted.find((one) => [base, ...offered.map(({ text }) => text)].some((text) => falsehoods[one]?.(text))) as string;
      const from = [base, ...offered.map(({ text }) => text)].find((text) => falsehoods[kind]?.(text)) as string;
      planted = falsehoods[kind]?.(from) as string;
      used.set(kind, (used.get(kind) ?? 0) + 1);
      const mark = offered.find(({ text }) => text === from)?.mark ?? 'm1.s1';
      return {
        sentences: [
          {
            text: /language German/.test(request.system) ? 'Vielen Dank für Ihre Nachricht.' : 'Thank you for your message.',
            states: false,
            refs: [],
          },
          ...truths.map(({ text, mark: ref }) => ({ text, states: true, refs: [ref] })),
          // Half of them say that they state nothing.
          { text: planted, states: nth % 2 === 0, refs: [mark] },
        ],
      };
    });
    for (const ticket of tickets) {
      const { source, data } = await draftOf(ticket);
      expect(source).toBe('model');
      const flagged = data.flags.filter(({ kind }) => kind === 'statement').map(({ text }) => text);
      expect({ ticket: ticket.number, flagged }).toEqual({ ticket: ticket.number, flagged: [planted] });
      for (const statement of data.statements.filter(({ states, text }) => states && text !== planted)) {
        expect(await isFound(statement)).toBe(true);
        honest += 1;
      }
      nth += 1;
    }
    expect(a.model.refused()).toEqual([]);
    expect(nth).toBe(50);
    expect(honest).toBeGreaterThan(100);
    expect(used.size).toBe(kinds.length);
  }, 240_000);
});
