import { stripTags } from '../parse/html-shape.rules.ts';
import { splitHtmlReply } from '../parse/reply/split-html-reply.rules.ts';
import { splitTextReply } from '../parse/reply/split-text-reply.rules.ts';
import { compareTexts, type TextComparison } from './compare-texts.rules.ts';
import type { CaseRecord, MailScorer, ScoreReport } from './mail-scorer.types.ts';
import { type Slowest, slowest } from './slowest.ts';

const kinds = ['text', 'html', 'sig'] as const;
type Kind = (typeof kinds)[number];
type ReplyCase = { id: string; kind: Kind; input: string; expected: string; sender: string };

/**
 * Replies: `text` compares the new text, `sig` the text without its signature, `html` what remains of the HTML without its quotes (a signature
 * remains there, as the expected HTML still holds it).
 */
export const replyScorer: MailScorer = {
  fits: (record) => kinds.some((kind) => kind === record.kind) && typeof record.input === 'string' && typeof record.expected === 'string',
  score: async (records) => {
    const cases = records.map(readCase);
    // The first reading compiles the code; the second one is what a running service needs.
    for (const one of cases) visibleText(one);
    return kinds.map((kind) => scoreKind(kind, cases)).filter((report) => report.cases > 0);
  },
};

function readCase(record: CaseRecord): ReplyCase {
  const text = (key: string): string => (typeof record[key] === 'string' ? record[key] : '');
  const kind = kinds.find((one) => one === record.kind) ?? 'text';
  return { id: text('id'), kind, input: text('input'), expected: text('expected'), sender: text('sender') };
}

function scoreKind(kind: Kind, all: readonly ReplyCase[]): ScoreReport {
  const cases = all.filter((one) => one.kind === kind);
  const watch = slowest();
  const results = cases.map((one) => ({ one, ...compareCase(one, watch) }));
  const count = (matches: (result: TextComparison) => boolean): number => results.filter(matches).length;
  return {
    kind: `reply ${kind}`,
    cases: cases.length,
    figures: {
      exact: count((result) => result.isExact),
      lost: count((result) => result.isLossy),
      left: count((result) => result.isLeft),
      slowestMs: watch.milliseconds(),
    },
    missed: results
      .filter((result) => !result.isExact)
      .map(({ one, isLossy, isLeft }) => `${one.id}${isLossy ? ' lost' : ''}${isLeft ? ' left' : ''}`),
  };
}

function compareCase(one: ReplyCase, watch: Slowest): TextComparison {
  const found = watch.run(() => visibleText(one));
  if (one.kind !== 'html') return compareTexts(found, one.expected);
  // Some expected HTML was written down without a single blank.
  return compareTexts(unmarked(found), unmarked(stripTags(one.expected)), true);
}

function visibleText(one: ReplyCase): string {
  const facts = { subject: '', senderName: one.sender };
  if (one.kind !== 'html') return splitTextReply(one.input, facts).text;
  const { text, signature } = splitHtmlReply(one.input, facts);
  return `${text}\n${signature}`;
}

/** Without the marks that quotations get when HTML becomes text. */
function unmarked(text: string): string {
  return text.replace(/^(?:>+ ?)+/gm, '');
}
