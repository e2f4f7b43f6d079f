import { normalAddress } from '../normal-address.rules.ts';

/** One recipient as a notice names it: its address and the lines that speak of it. */
export type NoticeRecipient = { address: string; said: string };

const mostLines = 1500;
const lookAt = 600;
const mostRecipients = 100;
const mostSeen = 2000;
const nearby = 120;
const addressIn = /[^\s@<>()[\]\\,;:"'|=*]{1,64}@[a-z0-9\u0080-\uffff](?:[\w.\u0080-\uffff-]{0,250}[\w\u0080-\uffff])?/giu;
const notRecipients = /^(?:mailer-daemon|postmaster|post_master|mail-daemon|abuse|support|helpdesk|noreply|no-reply|hostmaster|root)@/;

type Seen = { address: string; line: number; rank: number };

/**
 * Finds the recipients in a notice written for people. A recipient stands on a line of its own, at the start of a line before what happened to it,
 * or after words that say whose address it is; of these ways the clearest one that occurs is believed. `ours` are addresses that cannot be it
 * (who the notice was sent to).
 */
export function readNoticeRecipients(notice: string, ours: readonly string[]): NoticeRecipient[] {
  const lines = notice.split('\n').slice(0, mostLines);
  const seen = lines.flatMap((line, at) => readLine(line.slice(0, lookAt), at, ours)).slice(0, mostSeen);
  const best = Math.max(0, ...seen.map(({ rank }) => rank));
  const firsts = new Map<string, Seen>();
  for (const one of seen)
    if (one.rank >= Math.min(best, 2) && !firsts.has(one.address) && firsts.size < mostRecipients) firsts.set(one.address, one);
  const chosen = best >= 2 ? [...firsts.values()] : [...firsts.values()].slice(0, 1);
  return chosen.map(({ address, line }, index) => ({ address, said: wordsOn(lines, address, line, chosen[index + 1]?.line, seen) }));
}

const owned =
  /(?:rcpt to|recipients?|address(?:es|ed)?|adressen?|empfanger|empfänger|destinataires?|destinatari[oa]s?|delivered to|delivery to|deliver(?:ed)? (?:your )?(?:message|mail) to|message to|mail to|user|mailbox|account|undeliverable to|адрес|получател\S{1,4}|宛先|ユーザー)[^\w@]{0,4}(?:is|was|are|were|of|:)?[^\w@]{0,12}$/iu;
const notTheirs =
  /(?:mail from|\bfrom|sender|message-id|\bid|reply-to|return-path|by|von|contact|visit|see|https?:\S{0,300}|in|f=\[?)[^\w@]{0,4}$/i;

function readLine(line: string, at: number, ours: readonly string[]): Seen[] {
  const found: Seen[] = [];
  for (const match of line.matchAll(addressIn)) {
    const address = normalAddress(match[0].replace(/^(?:mailto|rfc822|smtp)[:;]/i, '').replace(/\.+$/, ''));
    if (address === null) continue;
    const before = line.slice(0, match.index);
    const after = line.slice(match.index + match[0].length);
    const rank = rankOf(before, after);
    const isDoubtful = ours.includes(address) || notRecipients.test(address);
    if (rank > 0 && !(isDoubtful && rank < 3)) found.push({ address, line: at, rank });
  }
  return found;
}

/** 3: the line is the address; 2: the line starts with it or names it as a recipient's; 1: it occurs; 0: it is somebody else's. */
function rankOf(before: string, after: string): number {
  if (/^\s*(?:to|cc|an|kopie|para|a|à|кому|宛先)\s*:\s*[<"']?$/iu.test(before)) return 1;
  const opens = /^[\s<>"'*•·|[(-]*(?:rcpt to|recipient|user)?[\s:<"'[(]*$/i.test(before) || isReplyLine(before, after);
  if (opens && /^[\s>"'\])]*[:;.,]*\s*$/.test(after)) return 3;
  const near = before.slice(-nearby);
  if (notTheirs.test(near)) return 0;
  if (opens && /^[\s>"'\])]*(?:[:;,.]|\s|<)/.test(after)) return 2;
  return owned.test(near) ? 2 : 1;
}

/** `554 <ann@acme.example>... Service unavailable`: sendmail's own summary of what was said above it. */
function isReplyLine(before: string, after: string): boolean {
  return /^\s*[245]\d\d[ -](?:[245]\.\d\.\d{1,3} )?<?$/.test(before) && /^>?\.\.\. /.test(after);
}

/** The lines from a recipient to the next one; when they say nothing, the lines elsewhere that name it, else everything that names nobody. */
function wordsOn(lines: readonly string[], address: string, from: number, next: number | undefined, seen: readonly Seen[]): string {
  const own = (lines[from] ?? '').slice(0, lookAt);
  const end = Math.min(
    next ?? lines.length,
    ...seen.filter((one) => one.line > from && one.rank >= 2 && one.address !== address).map(({ line }) => line),
  );
  if (/^\s*[245]\d\d[ -]/.test(own)) return talkAbove(lines, from, seen);
  const block = [own, ...lines.slice(from + 1, end)];
  const local = address.slice(0, address.indexOf('@'));
  const elsewhere = lines.flatMap((line, at) => {
    if (at <= from || (next !== undefined && at < next)) return [];
    return line.slice(0, lookAt).toLowerCase().includes(local) ? lines.slice(Math.max(from + 1, at - 1), at + 3) : [];
  });
  const isList =
    next !== undefined && block.join('').replace(own, '').trim() === '' && own.replace(addressIn, '').replace(/[^\p{L}\d]/gu, '') === '';
  const words = isList && elsewhere.length > 0 ? elsewhere : isList ? unclaimed(lines, seen) : block;
  return words.slice(0, 60).join('\n');
}

/** What was said before sendmail's summary line, back to the summary of another recipient. */
function talkAbove(lines: readonly string[], at: number, seen: readonly Seen[]): string {
  const before = Math.max(
    -1,
    ...seen.filter((one) => one.line < at && /^\s*[245]\d\d[ -]/.test(lines[one.line] ?? '')).map(({ line }) => line),
  );
  return lines.slice(Math.max(before + 1, at - 12), at + 1).join('\n');
}

function unclaimed(lines: readonly string[], seen: readonly Seen[]): string[] {
  const claimed = new Set(seen.map(({ line }) => line));
  return lines.filter((_line, at) => !claimed.has(at));
}
