const longestScan = 20_000;

/** Enhanced status codes (RFC 3463 2) in a text, in order; version numbers and IP addresses are none. */
export function statusesIn(text: string): string[] {
  return [...text.slice(0, longestScan).matchAll(/(?<![\d.\w/]|(?<!\d{3})-|version )([245])\.([0-7])\.(\d{1,3})(?!\w|\.\d|\/\d|-\w)/g)].map(
    (found) => `${found[1]}.${found[2]}.${Number(found[3])}`,
  );
}

const codes =
  '211|214|220|221|235|250|251|252|354|421|422|431|432|441|442|446|447|449|45[0-9]|471|5(?:0[0-4]|1[0-5]|2[135]|3[0-9]|4[1-9]|5[0-9]|7[0-9])';
const replyStart = new RegExp(
  `(?:^|[\\n;:<\\[("']|\\b(?:said|code|error|reply|response|returned|status|smtp|answer)[: =]{0,3}|<<<|>|->)[ \\t]{0,4}(${codes})(?=[ \\-:;,.\\])'"<>]|$)(?!\\.\\d)`,
  'gim',
);

/** SMTP reply codes (RFC 5321 4.2) in a text, in order: three digits where a server's answer starts. */
export function repliesIn(text: string): string[] {
  return [...text.slice(0, longestScan).matchAll(replyStart)].map((found) => found[1] ?? '').filter((code) => /^[245]/.test(code));
}

/** The same in a field that holds nothing but a server's answer: there the digits may stand anywhere. */
export function replyInside(answer: string): string {
  return /(?<![\d.])([45][0-5]\d)(?=[ -](?!\d{1,3}\.))/.exec(answer.slice(0, longestScan))?.[1] ?? '';
}

/** Whether a code says nothing beyond its class (`5.0.0`, RFC 3463 3.1 "other undefined status"). */
export function isVague(status: string): boolean {
  return status === '' || /^\d\.0\.0$/.test(status);
}

/** The step of SMTP at which the other server refused; null when the text does not tell. */
export type SmtpStep = 'connect' | 'helo' | 'mail' | 'rcpt' | 'data' | null;

const steps: readonly (readonly [Exclude<SmtpStep, null>, RegExp])[] = [
  [
    'data',
    /(?:in reply to|after|did not like our|response to|reply to|during)\s{1,3}(?:the\s)?(?:final\s|end of\s|e?o?m?\s?\(?end of\s)?(?:"?data\b|end-of-data)|>>> ?(?:data|\.)\s|smtp command\s{1,5}data\b|\[(?:data|end of data|eom)\]/i,
  ],
  [
    'rcpt',
    /(?:in reply to|after|did not like our|response to|reply to|to your|during|got)\s{1,3}(?:the\s)?"?rcpt|>>> ?rcpt|\[rcpt[ _]to\]|rcpt to response|smtp:rcpt|does not like recipient|smtp command\s{1,5}rcpt/i,
  ],
  [
    'mail',
    /(?:in reply to|after|did not like our|response to|reply to|during)\s{1,3}(?:the\s)?"?mail\b|>>> ?mail from|\[mail[ _]from\]|mail from response|does not like sender/i,
  ],
  [
    'helo',
    /(?:in reply to|after|response to|reply to|performing the)\s{1,3}(?:the\s)?"?(?:he|eh|lh)lo\b|>>> ?(?:he|eh)lo|did not like our (?:he|eh)lo/i,
  ],
  ['connect', /refused to talk to me|after initial connection|initial greeting|connected to .{1,100} but (?:greeting failed|my name)/i],
];

/** Google's older notices end with a number instead of the step. */
const googleStates: Readonly<Record<string, SmtpStep>> = {
  12: 'mail',
  13: 'mail',
  14: 'rcpt',
  15: 'data',
  16: 'data',
  17: 'data',
  18: 'data',
};

/** At which step the refusal came, as Postfix, Exim, sendmail, qmail and their kin print it. */
export function smtpStep(text: string): SmtpStep {
  const flat = text.slice(0, longestScan);
  const talk = stepOfTalk(flat);
  if (talk !== null) return talk;
  const line = flat.replace(/\s+/g, ' ');
  const state = /\(state (\d{1,2})\)/.exec(line)?.[1];
  if (state !== undefined) return googleStates[state] ?? null;
  return steps.find(([, pattern]) => pattern.test(line))?.[0] ?? null;
}

/** In a printed SMTP conversation the refusal belongs to the command above it; later commands only end the talk. */
function stepOfTalk(text: string): SmtpStep {
  const refused = text.search(/^[ \t]{0,20}<<< ?[45]\d\d/m);
  if (refused < 0) return null;
  const command = [...text.slice(0, refused).matchAll(/^[ \t]{0,20}>>> ?([a-z]{4}|\.)/gim)].at(-1)?.[1]?.toLowerCase();
  if (command === undefined) return 'connect';
  return ({ data: 'data', '.': 'data', rcpt: 'rcpt', mail: 'mail', helo: 'helo', ehlo: 'helo' } as const)[command] ?? null;
}
