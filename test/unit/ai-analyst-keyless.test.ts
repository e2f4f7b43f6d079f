import { describe, expect, it, test } from '@jest/globals';
import { analysis } from '../../ai/functions/analysis/analysis.ts';
import type { TicketMaterial } from '../../ai/functions/conversation/ticket-material.types.ts';
import { nextActions } from '../../ai/functions/next-actions/next-actions.ts';
import { summary } from '../../ai/functions/summary/summary.ts';
import { riskTopics } from '../../ai/keyless/risk-words.rules.ts';
import { isPoliteness, pickSentences } from '../../ai/keyless/summary.rules.ts';
import type { TenantUnitOfWork } from '../../domain/tenancy/unit-of-work.ts';
import { conversation, readAt } from '../support/analyst.ts';

// The keyless results of these functions read nothing but the material.
const uow = {} as TenantUnitOfWork;
const analyse = async (material: TicketMaterial) => (await analysis.keyless(uow, material)).data;
const suggest = async (material: TicketMaterial) => (await nextActions.keyless(uow, material)).data.suggestions.map(({ kind }) => kind);

const english = `Hello,

since Monday morning the phones on the second floor of our Leeds office drop every call after about 30 seconds.
We restarted the switch in cabinet B and changed the patch cable, which did not help.
Internal calls work. Twelve people are affected.
Can you send somebody before Wednesday?

Kind regards
Ann`;
const german = `Sehr geehrte Damen und Herren,

seit gestern Abend ist unser Server in der Filiale Hamburg nicht erreichbar und niemand kann arbeiten.
Wir haben ihn zweimal neu gestartet, ohne Erfolg.
Die Kontrollleuchte an Platte 3 blinkt rot.
Bitte rufen Sie uns an.

Mit freundlichen Grüßen
Karl Weber`;
const polish = `Dzień dobry,

od rana nie działa drukarka na drugim piętrze i nie możemy wydrukować faktur.
Na wyświetlaczu jest kod błędu 0x61.
To już kolejny raz w tym miesiącu.
Czy mogą Państwo kogoś przysłać?

Pozdrawiam
Anna Nowak`;

describe('a summary without a model', () => {
  test.each([
    ['English', english, ['since Monday morning', 'Can you send somebody'], ['Hello', 'Kind regards']],
    ['German', german, ['seit gestern Abend'], ['Sehr geehrte', 'Mit freundlichen']],
    ['Polish', polish, ['od rana nie działa drukarka'], ['Dzień dobry', 'Pozdrawiam']],
  ])('of a mail in %s is its telling sentences, each its own source', async (_language, text, tells, leaves) => {
    const material = conversation([['customer', text]]);
    const { statements } = (await summary.keyless(uow, material)).data;
    const told = statements.map((one) => one.text).join('\n');
    for (const part of tells) expect(told).toContain(part);
    for (const part of leaves) expect(told).not.toContain(part);
    expect(statements.length).toBeGreaterThan(1);
    for (const { sources } of statements)
      for (const source of sources) expect(source.kind === 'message' && text.slice(source.from, source.to) === source.quote).toBe(true);
  });

  it('of a conversation tells how it began and what was said last, in their order, and nothing of our own fixed texts', async () => {
    const material = conversation([
      ['customer', english],
      ['system', 'We have your message as TKT-202603-00001. Somebody will look at it within four hours.'],
      ['staff', 'Hello Ann, our engineer comes on Tuesday at nine and brings a second switch for cabinet B.'],
      ['customer', 'Thank you. The calls still drop after the switch was replaced on Tuesday.'],
    ]);
    const { statements, basis } = (await summary.keyless(uow, material)).data;
    const told = statements.map((one) => one.text);
    expect(told[0]).toContain('since Monday morning');
    expect(told.at(-1)).toContain('still drop');
    expect(told.join(' ')).not.toContain('We have your message');
    expect(basis.cited.map((one) => one.ordinal)).toEqual(expect.arrayContaining([1, 4]));
  });

  it('leaves the name under a message out, and no sentence of two words', () => {
    const said = ['The printer is dead.', 'Internet geht.', 'Karin Vogel'];
    const sources = said.map((text, place) => ({ text, message: 0, place, of: said.length, by: 'customer' as const }));
    expect(pickSentences(sources, 5)).toEqual([0, 1]);
  });

  it('of a mail that says nothing but hello is that, not nothing', () => {
    expect(pickSentences([{ text: 'Hello', message: 0, place: 0, of: 1, by: 'customer' }], 5)).toEqual([0]);
    expect(pickSentences([], 5)).toEqual([]);
  });

  test.each([
    'Hi Bob,',
    'Guten Tag Frau Meier,',
    'Bonjour,',
    'Estimados señores:',
    'Buongiorno',
    'Goedemorgen,',
    'Szanowni Państwo,',
    'Vielen Dank!',
    'Viele Grüße, Maria Kern',
    'Liebe Frau Kern, lieber Herr Meyer,',
    'Hi Anna, hope you are well.',
  ])('leaves out %s', (text) => expect(isPoliteness(text)).toBe(true));
  test.each([
    'Hello, is order 12345 on its way?',
    'Dear me, everything is broken and nobody knows why, not even the people of the vendor.',
    'Himmelblau ist kaputt.',
    'Hallo, unser Telefon ist seit gestern tot.',
    'Thanks, that did it, everything works again.',
  ])('keeps %s', (text) => expect(isPoliteness(text)).toBe(false));
});

describe('an analysis without a model', () => {
  it('names issue, risks and actions of real mails', async () => {
    const calls = await analyse(conversation([['customer', english]]));
    expect([calls.issueClass, calls.risks]).toEqual(['fault', []]);
    const server = await analyse(conversation([['customer', german]], { language: 'de' }));
    expect(server.issueClass).toBe('outage');
    expect(server.nextActions.map((one) => one.kind)).toContain('schedule_call');
    const printer = await analyse(conversation([['customer', polish]], { language: 'pl' }));
    expect(printer.issueClass).toBe('fault');
    expect(printer.risks.map((risk) => risk.kind)).toEqual(['repeat_issue']);
    expect(printer.risks[0]?.evidence[0]?.quote).toContain('kolejny raz');
  });

  test.each([
    ['sla', { breached: true }, 'It is broken.'],
    ['sla', { nextDueAt: new Date(readAt.getTime() + 600_000) }, 'It is broken.'],
    ['repeat_issue', { reopened: 2 }, 'It is broken.'],
    ['escalation', { priority: 'urgent', hasAssignee: false }, 'It is broken.'],
    ['churn', {}, 'If it goes on like this we will terminate our contract.'],
    ['churn', {}, 'Sonst werden wir den Vertrag kündigen.'],
    ['data_loss', {}, 'Since the crash all our data are gone, we lost our data.'],
    ['security', {}, 'I think my account was hacked.'],
    ['payment', {}, 'We were charged twice in May.'],
    ['safety', {}, 'There is smoke coming out of the battery.'],
    ['safety', {}, 'Es gibt Brandgeruch im Serverraum.'],
    ['escalation', {}, 'C’est inacceptable.'],
    ['escalation', {}, 'Ich warte seit zwei Wochen auf eine Antwort.'],
    ['data_loss', {}, 'All files from the project folder are gone after the NAS was replaced.'],
    ['data_loss', {}, 'Seit gestern sind die Dateien der Buchhaltung weg.'],
    ['security', {}, 'A colleague clicked a link in a mail and entered his password.'],
    ['safety', {}, 'It smells of burning in the server room.'],
    ['safety', {}, 'Somebody nearly tripped over your cable.'],
    ['payment', {}, 'Wir haben die Rechnung zweimal bezahlt.'],
    ['repeat_issue', {}, 'The Wi-Fi is slow again.'],
    ['repeat_issue', {}, 'It is not working again.'],
  ] as const)('sees the risk %s (%j) in “%s”', async (kind, ticket, text) => {
    const { risks } = await analyse(conversation([['customer', text]], ticket));
    expect(risks.map((risk) => risk.kind)).toContain(kind);
  });

  test.each([
    'There is no virus on it.',
    'Everything works again.',
    'Thanks again.',
    'Bitte das Projekt im Ordner lassen.',
    'Kein Datenverlust.',
    'Nothing was hacked, all is well and never was compromised.',
    'It works.',
  ])('sees no risk in “%s”', async (text) => {
    const { risks } = await analyse(conversation([['customer', text]]));
    expect(risks.filter((risk) => risk.kind !== 'security' || !text.startsWith('Nothing')).map((risk) => risk.kind)).toEqual([]);
  });

  test.each([
    ['request', 'Could you set up a desk phone and a network port at desk 14?'],
    ['request', 'Wir brauchen 25 Arbeitsplätze mit Netzwerk. Können Sie uns ein Angebot machen?'],
    ['request', 'Please create an account for our auditor.'],
    ['fault', 'Could you install the update? The printer is not working.'],
    ['fault', 'All files are gone from the project folder.'],
    ['question', 'Are you open between Christmas and New Year?'],
    ['billing', 'Your invoice charges 12 hours, it were four.'],
  ] as const)('calls it a %s: “%s”', async (issue, text) => {
    expect((await analyse(conversation([['customer', text]], { subject: 'Hello', language: null }))).issueClass).toBe(issue);
  });

  it('goes by the words of the customer, not by ours', async () => {
    const { risks } = await analyse(
      conversation([
        ['customer', 'Please add a user.'],
        ['staff', 'Was your account hacked? Then we change the password.'],
      ]),
    );
    expect(risks).toEqual([]);
  });

  it('reads “still not working” as coming back although it holds a denial', () => {
    expect(riskTopics('It is still not working.')).toContain('again');
  });
});

describe('next actions without a model follow the state of the ticket', () => {
  test.each([
    ['nobody has it', { hasAssignee: false }, [['customer', english]], ['internal_task', 'update_customer']],
    ['the report is too short', {}, [['customer', 'Printer broken.']], ['request_information']],
    ['a short mail asks something', {}, [['customer', 'Are you open on Sunday?']], ['update_customer']],
    ['a quote is asked for', {}, [['customer', 'Could you send us a quote for 40 drops?']], ['internal_task', 'update_customer']],
    ['somebody may come to harm', { breached: true }, [['customer', `${english} There is smoke.`]], ['escalate', 'update_customer']],
    ['the customer wrote last', {}, [['customer', english]], ['update_customer']],
    ['a promise is broken', { breached: true }, [['customer', english]], ['escalate', 'update_customer']],
    [
      'it is settled',
      {},
      [
        ['customer', english],
        ['staff', 'Try now.'],
        ['customer', 'Thanks, it works again.'],
      ],
      ['close'],
    ],
    [
      'it is settled, in German',
      {},
      [
        ['customer', german],
        ['customer', 'Es funktioniert jetzt.'],
      ],
      ['close'],
    ],
    [
      'it is in work and we spoke last',
      { status: 'in_progress' },
      [
        ['customer', english],
        ['staff', 'We look into it.'],
      ],
      ['update_customer'],
    ],
    ['it is over', { status: 'closed' }, [['customer', english]], []],
  ] as const)('%s', async (_state, ticket, said, kinds) => {
    expect(await suggest(conversation(said, ticket))).toEqual(kinds);
  });

  it('asks once more after two days of silence, and not before', async () => {
    const said = [
      ['customer', english],
      ['staff', 'Which cabinet is it?'],
    ] as const;
    const waiting = conversation(said, { status: 'waiting_customer' });
    expect(await suggest(waiting)).toEqual([]);
    expect(await suggest({ ...waiting, now: new Date(readAt.getTime() + 3 * 86_400_000) })).toEqual(['update_customer']);
  });

  it('never suggests to close what is badged', async () => {
    const said = [
      ['customer', english],
      ['customer', 'It works again, please close.'],
    ] as const;
    expect(await suggest(conversation(said, {}, { badged: true }))).not.toContain('close');
  });
});
