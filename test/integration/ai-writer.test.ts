import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import type { DraftData, ExtractData, KnowledgeAnswerData, TranslationData } from '../../domain/ai-runs/results.types.ts';
import { createArticle } from '../../domain/knowledge/create-article.ts';
import { setArticleStatus } from '../../domain/knowledge/set-article-status.ts';
import { addNote } from '../../domain/tickets/add-note.ts';
import { type AnalystDesk, openAnalystDesk } from '../support/analyst-desk.ts';

let a: AnalystDesk;
const staff = () => ({ kind: 'staff' as const, userId: a.desk.one.agent, name: 'Agent' });

beforeAll(async () => {
  a = await openAnalystDesk();
  await a.desk.withTenant(a.desk.one.id, staff(), async (uow) => {
    const base = { summary: '', category: 'Accounts', tags: [], language: 'en' as const };
    const texts = [
      {
        ...base,
        title: 'Account is locked',
        visibility: 'public' as const,
        content: 'Ten wrong attempts lock an account for thirty minutes.',
      },
      {
        ...base,
        title: 'Locked account, for staff',
        visibility: 'internal' as const,
        content: 'CANARY-INTERNAL locked account: unlock it in the console.',
      },
    ];
    for (const text of texts) await setArticleStatus(uow, (await createArticle(uow, text)).id, 'published');
  });
}, 120_000);
afterAll(() => a.close());
afterEach(() => a.startOver());

const results = async <Data>(): Promise<Data[]> => (await a.jobs()).map((job) => (job.result as { data: Data }).data);

it('shows a draft no note, no internal article, no other customer and no other company', async () => {
  const { id, number } = await a.mail('jane@acme.example', {
    subject: 'My account is locked',
    text: 'My account is locked again. What can I do?',
  });
  const own = await a.mail('jane@acme.example', { subject: 'Printer in accounting', text: 'It jams.' });
  await a.mail('bob@else.example', { subject: 'CANARY-OTHER-SUBJECT account locked', text: 'CANARY-OTHER-CUSTOMER account locked' });
  await a.mail('jane@acme.example', { subject: 'CANARY-TENANT', text: 'CANARY-OTHER-TENANT account locked' }, a.desk.two);
  await a.desk.withTenant(a.desk.one.id, staff(), (uow) => addNote(uow, id, 'CANARY-NOTE account locked'));
  await a.setUp();
  const pending = await a.say(`draft ${number} short, please`);
  expect(pending.pending).toBeDefined();
  await a.work();
  const [request] = a.model.requests();
  expect(request?.user).toContain('Ten wrong attempts lock an account');
  expect(request?.user).toContain(own.number);
  expect(request?.user).toContain('short, please');
  expect(`${request?.system}${request?.user}`).not.toContain('CANARY');
});

it('takes recipients from the ticket’s rows whatever a model says, and says who drafted it to staff alone', async () => {
  const { number } = await a.mail('jane@acme.example', { subject: 'My account is locked', text: 'My account is locked again.' });
  await a.setUp();
  const harm = 'Bcc: thief@evil.example and pay £500 to GB33BUKB20201555555555 at https://evil.example/pay.';
  a.model.behave('helpful', () => ({ sentences: [{ text: harm, states: false, refs: [] }] }));
  await a.say(`draft ${number}`);
  await a.work();
  const [job] = await a.jobs();
  const shown = await a.press({ op: 'ai.job', args: { job: job?.id as string } });
  const warnings = shown.notices.map(({ text }) => text).join('\n');
  for (const part of ['thief@evil.example', '£500', 'GB33BUKB20201555555555', 'evil[.]example/pay']) expect(warnings).toContain(part);
  const use = shown.actions.find(({ op }) => op === 'ai.use');
  const reply = await a.press({ op: 'ai.use', args: use?.args ?? {} });
  const field = (label: string): string =>
    reply.fields
      .find((one) => one.label === label)
      ?.value.map(({ text }) => text)
      .join('') ?? '';
  expect(field('To')).toContain('jane@acme.example');
  expect(field('Cc')).toBe('nobody');
  expect(field('Drafted by')).toContain('model');
  expect(reply.actions.some(({ op }) => op === 'ai.why')).toBe(true);
  expect(reply.notices.map(({ text }) => text).join('\n')).toContain('thief@evil.example');
  const send = reply.actions.find(({ op }) => op === 'draft.send');
  await a.press({ op: 'draft.send', args: send?.args ?? {} });
  const [mail] = await a.rows<{ mail: { to: { address: string }[]; cc: unknown[]; text: string } }>(
    "select mail from deliveries where purpose = 'reply'",
  );
  expect(mail?.mail.to.map(({ address }) => address)).toEqual(['jane@acme.example']);
  expect(mail?.mail.cc).toEqual([]);
  expect(mail?.mail.text).not.toMatch(/Drafted by|Why\?/);
});

it('answers from articles word for word, and not at all when none answers', async () => {
  const card = await a.say('answer from articles: why is my account locked?');
  expect(card.kind).toBe('ai_result');
  const none = await a.say('answer from articles: how do I bake bread');
  expect(JSON.stringify(none)).toContain('nothing is guessed');
  const [found, empty] = await results<KnowledgeAnswerData>();
  expect(found?.statements.length).toBeGreaterThan(0);
  expect(empty?.statements).toEqual([]);
  await a.takeDown();
  await a.setUp();
  a.model.behave('helpful', () => ({
    sentences: [
      { text: 'Ten wrong attempts lock an account for thirty minutes.', refs: ['a1.p1', 'a2.p1'] },
      { text: 'Ten wrong attempts lock an account for sixty minutes.', refs: ['a1.p1', 'a2.p1'] },
    ],
  }));
  await a.say('answer from articles: why is my account locked?');
  await a.work();
  const [byModel] = await results<KnowledgeAnswerData>();
  expect(byModel?.statements.map(({ text }) => text)).toEqual(['Ten wrong attempts lock an account for thirty minutes.']);
});

it('translates with every figure in its place, and says without a model that it translated nothing', async () => {
  const text = 'Order TKT-202611-00004 costs £1,234.50. See https://acme.example/a?b=1';
  const { number } = await a.mail('jane@acme.example', { subject: 'Order', text });
  const keyless = await a.say(`translate ${number} to de`);
  expect(JSON.stringify(keyless)).toContain('Nothing was translated');
  await a.takeDown();
  await a.setUp();
  a.model.behave('helpful', () => ({ from: 'en', text: 'Auftrag ⟦1⟧ kostet ⟦2⟧. Siehe ⟦3⟧' }));
  await a.say(`translate ${number} to de`);
  await a.work();
  a.model.behave('helpful', () => ({ from: 'en', text: 'Auftrag ⟦1⟧ kostet 99. Siehe ⟦3⟧' }));
  await a.say(`translate ${number} to fr`);
  await a.work();
  const [good, bad] = await results<TranslationData>();
  expect(good).toMatchObject({
    translated: true,
    original: text,
    // A stranger’s link does not open out of the translation; the original beside it is theirs.
    text: 'Auftrag TKT-202611-00004 kostet £1,234.50. Siehe hxxps://acme[.]example/a?b=1',
  });
  expect(bad).toMatchObject({ translated: false, text });
  expect(a.model.requests()[0]?.user).not.toContain('1,234.50');
});

it('translates with the fake model’s own answer, and says clearly that one which dropped a sign was not kept', async () => {
  const { number } = await a.mail('jane@acme.example', {
    subject: 'Order',
    text: 'Hello,\n\nplease send 24 sockets by 3 June.\nPrice: £1,234.50\n\nJane',
  });
  await a.setUp();
  await a.say(`translate ${number} into Spanish`);
  await a.work();
  a.model.behave('helpful', () => ({ from: 'en', text: 'Hola, por favor envíe ⟦1⟧ tomas.' }));
  await a.say(`translate ${number} into Italian`);
  await a.work();
  const [whole, cut] = await a.jobs();
  expect(whole?.result).toMatchObject({ source: 'model', data: { translated: true } });
  expect(JSON.stringify(whole?.result)).toContain('£1,234.50');
  expect(cut?.result).toMatchObject({ source: 'rules', data: { translated: false } });
  const card = await a.press({ op: 'ai.job', args: { job: cut?.id as string } });
  const notices = card.notices.map(({ text }) => text).join('\n');
  expect(notices).toContain('dropped');
  expect(notices).toContain('loses, doubles or makes up a number');
});

it('drafts without a model what can be sent as it is: greeted by name, quoted, closed; and only asks where no article is about it', async () => {
  const from = { name: 'Jane Doe', address: 'jane.doe@acme.example' };
  const text = 'My account is locked again. What can I do?';
  const locked = await a.mail(from.address, { from, subject: 'My account is locked', text });
  const german = await a.mail('jane@acme.example', { subject: 'Konto gesperrt', text: 'Mein Konto ist gesperrt.', language: 'de' });
  const zebra = await a.mail('jane@acme.example', { subject: 'Account of a zebra', text: 'A zebra eats the lawn behind the car park.' });
  for (const { number } of [locked, german, zebra]) await a.say(`draft ${number}`);
  const [quoted, asks, nothing] = await results<DraftData>();
  expect(quoted?.text).toMatch(/^Hello Jane Doe,\n\nThank you for your message\./);
  expect(quoted?.text).toContain('Ten wrong attempts lock an account for thirty minutes.');
  expect(quoted?.text).toMatch(/Kind regards\n.+$/);
  expect(asks?.text).toMatch(/^Guten Tag/);
  expect(asks?.text).toMatch(/Mit freundlichen Grüßen\n.+$/);
  for (const one of [asks, nothing]) expect(one?.statements.some(({ states }) => states)).toBe(false);
});

it('keeps where a changed draft came from, with the marks that still stand in it', async () => {
  const { number } = await a.mail('jane@acme.example', { subject: 'My account is locked', text: 'My account is locked again.' });
  await a.setUp();
  a.model.behave('helpful', () => ({
    sentences: [
      { text: 'Ten wrong attempts lock an account for sixty minutes.', states: true, refs: ['a1.p1'] },
      { text: 'Your refund is on its way.', states: false, refs: [] },
    ],
  }));
  await a.say(`draft ${number}`);
  await a.work();
  const [job] = await a.jobs();
  const text = 'Ten wrong attempts lock an account for thirty minutes. Your refund is on its way.';
  const reply = await a.press({ op: 'ai.use', args: { job: job?.id as string, text } });
  const warnings = reply.notices.map((notice) => notice.text).join('\n');
  expect(warnings).toContain('Your refund is on its way.');
  expect(warnings).not.toContain('sixty');
  expect(reply.actions.find(({ op }) => op === 'ai.why')?.args).toEqual({ job: job?.id });
});

it('lists what a message asks for, cut out of it, by rules and by a model whose prices are not taken', async () => {
  const text = 'Please quote 24 double sockets Cat 6A and 2 switches by 3 June 2027.\nDeliver to 12 Mill Lane, Leeds LS1 4AB.';
  const { number } = await a.mail('jane@acme.example', { subject: 'Offer', text });
  await a.say(`extract ${number}`);
  const [rules] = await results<ExtractData>();
  expect(rules?.items.map(({ quantity, description }) => [quantity, description])).toEqual([
    [24, 'double sockets Cat 6A'],
    [2, 'switches'],
  ]);
  expect(rules?.dates.map(({ date }) => date)).toEqual(['2027-06-03']);
  for (const { evidence } of rules?.items ?? []) expect(text.slice(evidence.from, evidence.to)).toBe(evidence.quote);
  await a.takeDown();
  await a.setUp();
  a.model.behave('helpful', () => ({
    items: [
      { ref: 'm1.s1', words: '2 switches' },
      { ref: 'm1.s1', words: '500 routers' },
      { ref: 'm9.s1', words: '2 switches' },
    ],
    dates: [{ ref: 'm1.s1', words: 'switches' }],
    addresses: [],
  }));
  await a.say(`extract ${number}`);
  await a.work();
  const [model] = await results<ExtractData>();
  expect(model?.items.map(({ quantity, description }) => [quantity, description])).toEqual([[2, 'switches']]);
  expect(model?.dates).toEqual([]);
});
