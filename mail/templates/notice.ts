import type { LookBlock } from '../../domain/deliveries/mail-look.types.ts';
import type { NoticeLine, NoticeMail, RenderNotice } from '../../domain/notifications/notice-mail.types.ts';
import { dueOf } from '../../domain/notifications/notice-relevance.rules.ts';
import { ownLanguage } from '../../domain/tenancy/tenant.types.ts';
import { noticeWords } from './notice-words.rules.ts';

type Words = (typeof noticeWords)[keyof typeof noticeWords];

const subjectLength = 120;

/**
 * A notice to a member of staff, or a digest of several, in their language and zone: what happened, on which ticket of whom, when it is due and what to do
 * next. Of the customer's words only the subject, on one line.
 */
export const renderNotice: RenderNotice = (mail) => {
  const language = ownLanguage(mail.language);
  const words = noticeWords[language];
  const when = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone: mail.timeZone });
  const blocks = mail.lines.map((line) => block(line, words, mail, when));
  const foot = `${words.foot}\n\nDeskhand, ${mail.companyName}`;
  return {
    subject: subjectOf(mail, words),
    text: `${blocks.map(asText).join('\n\n')}\n\n${foot}\n`,
    look: { kind: 'notice', language, blocks: [...blocks, { kind: 'text', text: foot }] },
  };
};

function subjectOf(mail: NoticeMail, words: Words): string {
  const [only] = mail.lines;
  if (mail.isDigest || only === undefined) return `Deskhand: ${words.digest(mail.lines.length)}`;
  return `[${only.number}] ${words.kinds[only.kind][0]}${percentOf(only)}: ${oneLine(only.subject)}`;
}

type Facts = Extract<LookBlock, { kind: 'facts' }>;

function block(line: NoticeLine, words: Words, mail: NoticeMail, when: Intl.DateTimeFormat): Facts {
  const [what, next] = words.kinds[line.kind];
  const { by, score, to, insteadOf } = line.facts;
  const due = dueOf(line);
  const reason = typeof insteadOf === 'string' ? words.standIn(oneLine(insteadOf)) : words.reasons[line.reason];
  const facts: Facts['facts'] = [
    ...(line.customer === null ? [] : [fact(words.customer, oneLine(line.customer))]),
    ...(typeof by === 'string' ? [fact(words.by, oneLine(by))] : []),
    ...(typeof to === 'string' ? [fact('', oneLine(to))] : []),
    ...(typeof score === 'number' ? [fact(words.score, `${score}/5`)] : []),
    ...(due === null ? [] : [fact(words.due, `${when.format(due)} (${mail.timeZone})`)]),
    fact(words.next, next),
    fact(words.why, `${reason}. ${when.format(line.at)}`),
  ];
  return { kind: 'facts', title: `${what}${percentOf(line)}: ${line.number} ${oneLine(line.subject)}`, facts };
}

function fact(name: string, value: string): [string, string] {
  return [name, value];
}

function asText({ title, facts }: Facts): string {
  return [title, ...facts.map(([name, value]) => (name === '' ? value : `${name}: ${value}`))].join('\n');
}

function percentOf({ facts }: NoticeLine): string {
  return typeof facts.percent === 'number' ? ` (${Math.round(facts.percent)} %)` : '';
}

/** What people wrote, on one line and not too long. */
function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()
    .slice(0, subjectLength)
    .toWellFormed();
}
