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
  return {
    subject: subjectOf(mail, words),
    text: `${blocks.join('\n\n')}\n\n${words.foot}\n\nDeskhand, ${mail.companyName}\n`,
  };
};

function subjectOf(mail: NoticeMail, words: Words): string {
  const [only] = mail.lines;
  if (mail.isDigest || only === undefined) return `Deskhand: ${words.digest(mail.lines.length)}`;
  return `[${only.number}] ${words.kinds[only.kind][0]}${percentOf(only)}: ${oneLine(only.subject)}`;
}

function block(line: NoticeLine, words: Words, mail: NoticeMail, when: Intl.DateTimeFormat): string {
  const [what, next] = words.kinds[line.kind];
  const { by, score, insteadOf } = line.facts;
  const due = dueOf(line);
  const reason = typeof insteadOf === 'string' ? words.standIn(oneLine(insteadOf)) : words.reasons[line.reason];
  return [
    `${what}${percentOf(line)}: ${line.number} ${oneLine(line.subject)}`,
    ...(line.customer === null ? [] : [`${words.customer}: ${oneLine(line.customer)}`]),
    ...(typeof by === 'string' ? [`${words.by}: ${oneLine(by)}`] : []),
    ...(typeof score === 'number' ? [`${words.score}: ${score}/5`] : []),
    ...(due === null ? [] : [`${words.due}: ${when.format(due)} (${mail.timeZone})`]),
    `${words.next}: ${next}`,
    `${words.why}: ${reason}. ${when.format(line.at)}`,
  ].join('\n');
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
