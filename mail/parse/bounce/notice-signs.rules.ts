import { withoutAccents } from '../plain-letters.rules.ts';
import { readCloudNotice } from './cloud-notices.rules.ts';
import { noticeWords } from './notice-words.rules.ts';
import { repliesIn, statusesIn } from './smtp-codes.rules.ts';

const opening = 1500;
const words = noticeWords.map(withoutAccents);

/**
 * Whether a text reads like a server's notice that a mail was not delivered: it says so in its opening, outside of quotes, and names an address or a
 * server's answer there. People say the same of their own mails, so this counts only for a sender who is no person.
 */
export function readsLikeNotice(text: string): boolean {
  const own = text
    .slice(0, opening)
    .split('\n')
    .filter((line) => !/^\s{0,3}>/.test(line))
    .join('\n');
  const plain = withoutAccents(own).replace(/\s+/g, ' ');
  if (!words.some((phrase) => plain.includes(phrase))) return false;
  return /[^\s@<>]{1,64}@[\w.-]{1,255}/.test(own) || statusesIn(own).length > 0 || repliesIn(own).length > 0;
}

/** What a sending service's JSON notice is about; null when the text is none, or not from that service. */
export function cloudNoticeKind(from: string | null, text: string): 'bounce' | 'complaint' | null {
  if (from === null || !/@(?:[\w-]{1,40}\.)?(?:sns|ses|email)?[.-]?(?:[\w-]{1,30}\.)?(?:amazonaws|amazonses)\.com$/.test(from)) return null;
  const notice = readCloudNotice(text);
  if (notice === null) return null;
  return notice.kind === 'complaint' ? 'complaint' : 'bounce';
}
