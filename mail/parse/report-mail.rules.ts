import type { AutomaticFacts } from './automatic.types.ts';
import { hasAny, isAutomaticAnswer, isNullSender, isRobot, isVacationSubject, localPart, reportType } from './automatic-signs.rules.ts';
import { bounceSubjects } from './automatic-words.rules.ts';
import { readsLikeNotice } from './bounce/notice-signs.rules.ts';
import { firstHeader } from './header-lines.rules.ts';
import { withoutAccents } from './plain-letters.rules.ts';

/** Whether a mail is a delivery report: by its structure, by a sender who is no person, or by the null sender and a server's words; never by words alone. */
export function isBounce(facts: AutomaticFacts, report: string, has: (type: string) => boolean): boolean {
  if (report === 'delivery-status' || has('message/delivery-status') || has('message/global-delivery-status')) return true;
  if (facts.headers.has('x-failed-recipients')) return true;
  if (isVacationSubject(facts.subject)) return false;
  // A person may write as postmaster@ of a small company, and a newsletter come from bounces@; a mailer-daemon is never one.
  if (isRobot(facts.from) && !/^(postmaster|bounce)/.test(localPart(facts.from))) return true;
  if (facts.from === null && /^[\s"<]{0,5}(?:mailer-daemon|mail delivery (?:sub)?system)\b/i.test(firstHeader(facts.headers, 'from')))
    return true;
  if (isPersonAsPostmaster(facts)) return false;
  const isSystem = systemNames.test(firstHeader(facts.headers, 'from'));
  if (isSystem && isBounceSubject(facts.subject) && readsLikeNotice(facts.text ?? '')) return true;
  if ((isRobot(facts.from) || isNullSender(facts) || facts.from === null) && isBounceSubject(facts.subject)) return true;
  if (isListRefusal(facts)) return true;
  return isNullSender(facts) && !isAutomaticAnswer(facts.headers) && readsLikeNotice(facts.text ?? '');
}

const mailPrograms = /outlook|apple mail|iphone|ipad|thunderbird|the bat|lotus notes|zimbra/i;

/** A report inside a mail that a person handled: forwarded it, or answered with it, from a mail program. The report is then what the mail is about. */
export function isHandledByPerson({ headers, subject, from }: AutomaticFacts): boolean {
  if (reportType(headers) !== '' || isRobot(from) || from === null) return false;
  const isForward = /^\s*(?:fwd?|wg|tr|rv|i|enc|doorst|vs|vb|pd|továbbítás|转发|轉寄)\s*:/iu.test(subject);
  return isForward || headers.has('user-agent') || mailPrograms.test(firstHeader(headers, 'x-mailer'));
}

/** A list server that sends a contribution back, in the name of the list's keeper. */
function isListRefusal({ headers, from, subject }: AutomaticFacts): boolean {
  const isKeeper = /-(?:admin|owner|request)$/.test(localPart(from));
  return isKeeper && hasAny(headers, ['x-mlserver', 'x-ml-driver']) && /alert|reject|refus|denied|error|not (?:a )?member/i.test(subject);
}

/** Display names that servers give themselves beside an address that could be anybody's. */
const systemNames =
  /^[\s"]{0,3}(?:mail delivery (?:sub)?system|mailer-daemon|mail administrator|system administrator|internet mail delivery|e?mail server)\b/i;

/** A postmaster's own mail about a bounce: written in a mail program or as an answer, and sent with an address that takes bounces itself. */
function isPersonAsPostmaster(facts: AutomaticFacts): boolean {
  const { headers, subject } = facts;
  if (localPart(facts.from) !== 'postmaster' || isNullSender(facts) || (facts.envelopeFrom === null && !headers.has('return-path')))
    return false;
  return headers.has('user-agent') || headers.has('in-reply-to') || /^\s*(?:re|aw|sv|antw|fwd?|wg|tr)\s*:/i.test(subject);
}

/** Complaints of Microsoft's programme for senders (JMRP) are no RFC 5965 reports: a fixed sender, a fixed subject, the mail attached. */
export function isPlainComplaint({ from, subject, partTypes }: AutomaticFacts): boolean {
  return from === 'staff@hotmail.com' && /^complaint about message from /i.test(subject.trim()) && partTypes.includes('message/rfc822');
}

const bouncePhrases = bounceSubjects.map(withoutAccents);

function isBounceSubject(subject: string): boolean {
  const plain = withoutAccents(subject.slice(0, 300));
  return bouncePhrases.some((phrase) => plain.includes(phrase));
}
