import type { ForwardedMail } from '../../domain/mailboxes/parsed-mail.types.ts';
import { readForward } from '../parse/forward/read-forward.rules.ts';
import { compareTexts } from './compare-texts.rules.ts';
import type { CaseRecord, MailScorer, ScoreReport } from './mail-scorer.types.ts';
import { slowest } from './slowest.ts';

type Expected = Readonly<Record<string, unknown>>;
type ForwardCase = { id: string; body: string; subject: string; expected: Expected };

/** Forwards: whether a mail is one, and the subject, text, people and comment found; every field that a case names must be right. */
export const forwardScorer: MailScorer = {
  fits: ({ body, expected }) => typeof body === 'string' && typeof expected === 'object' && expected !== null && '.forwarded' in expected,
  score: async (records) => [scoreForwards(records.map(readCase))],
};

function readCase({ id, body, subject, expected }: CaseRecord): ForwardCase {
  return { id: textOf(id), body: textOf(body), subject: textOf(subject), expected: expected as Expected };
}

function scoreForwards(cases: readonly ForwardCase[]): ScoreReport {
  for (const one of cases) readForward(one.body, one.subject);
  const watch = slowest();
  const results = cases.map((one) => ({ one, found: watch.run(() => readForward(one.body, one.subject)) }));
  const judged = results.map(({ one, found }) => ({
    ...one,
    wrong: wrongFields(one.expected, found),
    text: compareTexts(found?.body ?? '', textOf(one.expected['.email.body'])),
  }));
  return {
    kind: 'forward',
    cases: cases.length,
    figures: {
      exact: judged.filter(({ wrong }) => wrong.length === 0).length,
      decided: judged.filter(({ wrong }) => !wrong.includes('.forwarded')).length,
      lost: judged.filter(({ text }) => text.isLossy).length,
      left: judged.filter(({ text }) => text.isLeft).length,
      slowestMs: watch.milliseconds(),
    },
    missed: judged.filter(({ wrong }) => wrong.length > 0).map(({ id, wrong }) => `${id} ${wrong.join(' ')}`),
  };
}

function wrongFields(expected: Expected, found: ForwardedMail | null): string[] {
  if (expected['.forwarded'] !== (found !== null)) return ['.forwarded'];
  if (found === null) return [];
  return Object.entries(expected).flatMap(([path, wanted]) => (path === '.forwarded' || same(valueAt(found, path), wanted) ? [] : [path]));
}

const plainFields: Readonly<Record<string, (mail: ForwardedMail) => string>> = {
  '.email.subject': (mail) => mail.subject,
  '.email.body': (mail) => mail.body,
  '.message': (mail) => mail.comment,
};

/** The value at a path such as `.email.cc.1.address`, as text; '' when there is none. */
function valueAt(mail: ForwardedMail, path: string): string | null {
  const plain = plainFields[path];
  if (plain !== undefined) return plain(mail);
  const [, , key = '', second = '', third = ''] = path.split('.');
  if (key === 'from') return (second === 'name' ? mail.from?.name : mail.from?.address) ?? '';
  const list = key === 'to' ? mail.to : key === 'cc' ? mail.cc : null;
  if (list === null) return null;
  if (second === 'length') return String(list.length);
  const one = list[Number(second)];
  return (third === 'name' ? one?.name : one?.address) ?? '';
}

function same(found: string | null, wanted: unknown): boolean {
  return found !== null && compareTexts(found, wanted === null || wanted === undefined ? '' : String(wanted)).isExact;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
