import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { BounceReason, BounceRecipient } from '../../domain/mailboxes/bounce-report.types.ts';
import type { ParsedMail } from '../../domain/mailboxes/parsed-mail.types.ts';
import { hashAttachment } from '../parse/hash-attachment.ts';
import { parseMail } from '../parse/parse-mail.ts';
import { reasonGroupOf } from './bounce-reason-groups.rules.ts';
import type { CaseRecord, MailScorer, ScoreReport } from './mail-scorer.types.ts';
import { slowest } from './slowest.ts';

type Wanted = { status: string; reply: string; reason: string; hard: boolean };
type BounceCase = { file: string; expected: Wanted[] };
type Result = {
  file: string;
  isKind: boolean;
  isCarried: boolean;
  isStatus: boolean;
  isReply: boolean;
  isReason: boolean;
  isClass: boolean;
  isHard: boolean;
};

/**
 * Bounces, read from whole mail files: whether the kind is right (a reason `feedback` wants a complaint, `vacation` an automatic answer about being
 * away), and of every recipient the status where the mail carries one, the reply code, hard or soft, the reason, and the class: hard or soft
 * together with the reason's group.
 */
export const bounceScorer: MailScorer = {
  fits: ({ file, expected }) => typeof file === 'string' && Array.isArray(expected),
  score: async (records, folder) => [await scoreBounces(records.map(readCase), folder)],
};

function readCase({ file, expected }: CaseRecord): BounceCase {
  return { file: String(file), expected: expected as Wanted[] };
}

async function scoreBounces(cases: readonly BounceCase[], folder: string): Promise<ScoreReport> {
  const read = (raw: Buffer): Promise<ParsedMail> => parseMail(raw, hashAttachment);
  const files = await Promise.all(cases.map(async (one) => ({ one, raw: await readFile(resolve(folder, one.file)) })));
  for (const { raw } of files) await read(raw);
  const watch = slowest();
  const results: Result[] = [];
  for (const { one, raw } of files) results.push(judge(one, await watch.runAsync(() => read(raw))));
  const count = (matches: (result: Result) => boolean): number => results.filter(matches).length;
  const figures = {
    kind: count((result) => result.isKind),
    class: count((result) => result.isClass),
    reason: count((result) => result.isReason),
    hard: count((result) => result.isHard),
    status: count((result) => result.isCarried && result.isStatus),
    statusCarried: count((result) => result.isCarried),
    reply: count((result) => result.isReply),
    slowestMs: watch.milliseconds(),
  };
  const missed = results.filter((result) => !(result.isKind && result.isClass && (result.isStatus || !result.isCarried))).map(describe);
  return { kind: 'bounce', cases: cases.length, figures, missed };
}

function judge({ file, expected }: BounceCase, mail: ParsedMail): Result {
  const carried = expected.filter(({ status }) => isCarried(status));
  const pairs = expected.map((wanted, index) => ({ wanted, found: mail.bounce?.recipients[index] ?? spoken(mail) }));
  const all = (matches: (found: BounceRecipient | null, wanted: Wanted) => boolean): boolean =>
    pairs.every(({ found, wanted }) => matches(found, wanted));
  return {
    file,
    isKind: kindsFor(expected[0]?.reason ?? '').includes(mail.kind),
    isCarried: carried.length > 0,
    isStatus: all((found, wanted) => !isCarried(wanted.status) || found?.status === wanted.status),
    isReply: all((found, wanted) => (found?.reply ?? '') === wanted.reply),
    isReason: all((found, wanted) => found?.reason === wanted.reason && found.hard === wanted.hard),
    isClass: all(
      (found, wanted) =>
        found !== null && found.hard === wanted.hard && reasonGroupOf(found.reason) === reasonGroupOf(wanted.reason as BounceReason),
    ),
    isHard: all((found, wanted) => (found?.hard ?? false) === wanted.hard),
  };
}

/** An absence notice has no report to read: its kind is its reason. */
function spoken(mail: ParsedMail): BounceRecipient | null {
  if (mail.kind !== 'vacation' && mail.kind !== 'auto-reply') return null;
  return { address: mail.from?.address ?? null, status: '', reply: '', action: '', hard: false, reason: 'vacation', diagnostic: '' };
}

// Codes x.0.9xx are the corpus's own numbers for reasons; no mail carries them.
function isCarried(status: string): boolean {
  return status !== '' && !/^\d\.0\.9\d\d$/.test(status);
}

function kindsFor(reason: string): readonly string[] {
  if (reason === 'feedback') return ['complaint'];
  return reason === 'vacation' ? ['vacation'] : ['bounce'];
}

function describe({ file, isKind, isClass, isReason, isStatus }: Result): string {
  const wrong = [isKind ? '' : 'kind', isClass ? '' : 'class', isReason ? '' : 'reason', isStatus ? '' : 'status'].filter(
    (word) => word !== '',
  );
  return `${file} ${wrong.join(' ')}`;
}
