import { type Random, seeded } from '../../domain/seeded.rules.ts';
import { between, pick } from './random.rules.ts';

/** A mail to send, and what is expected of it. `answers` is the Message-ID of the first mail that it replies to. */
export type BenchMail = {
  index: number;
  from: string;
  to: string;
  messageId: string;
  answers: string | null;
  raw: Buffer;
};

export type BenchMailOptions = { index: number; seed: number; to: string; answers?: BenchMail };

/** Size of a mail of the peer figures (`mail.md` 8). */
const wantedBytes = 2_300;

const givenNames = ['Anna', 'Piotr', 'Maria', 'Tom', 'Lena', 'Jan', 'Sofia', 'Paul', 'Ines', 'Marek', 'Julia', 'Omar'];
const familyNames = ['Kowalski', 'Berg', 'Lindqvist', 'Moreau', 'Novak', 'Smith', 'Rossi', 'Janssen', 'Weber', 'Silva'];
const things = [
  'the label printer',
  'our invoice for October',
  'the gateway in hall 3',
  'the new login page',
  'the shipment of last week',
  'the scanner',
];
const troubles = [
  'stopped working this morning',
  'shows an error since the update',
  'is slower than before',
  'asks for a password again',
  'is missing a page',
];
const sentences = [
  'We restarted everything twice and the result is the same as before.',
  'My colleagues at the other site see it as well, so I do not think it is our network.',
  'It began after the maintenance on Monday, although I cannot say whether that is the cause.',
  'The display shows a short message and then goes back to the start page.',
  'We need it for the closing of the month, which is why I am writing today.',
  'Could you please have a look and tell me when somebody can come by?',
  'I have put the serial number and the contract number below my name.',
  'Last year we had something similar and it was solved by a new cable.',
  'If you need more details, the person on site is reachable between eight and four.',
  'Thank you very much for your help, it is appreciated by everybody here.',
];

/** A realistic plain mail of 2.3 KB from a sender of its own; the same options give the same bytes. A reply has its first mail's sender. */
export function benchMail({ index, seed, to, answers }: BenchMailOptions): BenchMail {
  const random = seeded(seed * 1_000_003 + index);
  const person = personOf(answers?.index ?? index, seed);
  const [thing, trouble] = [pick(random, things), pick(random, troubles)];
  const domain = person.address.slice(person.address.indexOf('@') + 1);
  const messageId = `<${index}.${seed}.${Math.floor(random() * 1e9).toString(36)}@mail.${domain}>`;
  const head = [
    `Received: from mail.${domain} (mail.${domain} [192.0.2.${between(random, 1, 250)}]) by mx.${to.slice(to.indexOf('@') + 1)} with ESMTPS id ${index}`,
    `From: ${person.name} <${person.address}>`,
    `To: Support <${to}>`,
    `Subject: ${answers === undefined ? '' : 'Re: '}${thing[0]?.toUpperCase()}${thing.slice(1)} ${trouble}`,
    'Date: Sat, 21 Nov 2026 09:12:44 +0000',
    `Message-ID: ${messageId}`,
    ...(answers === undefined ? [] : [`In-Reply-To: ${answers.messageId}`, `References: ${answers.messageId}`]),
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 7bit',
  ].join('\r\n');
  const raw = Buffer.from(`${head}\r\n\r\n${body(random, person.name, `${thing} ${trouble}`, wantedBytes - head.length)}`);
  return { index, from: person.address, to, messageId, answers: answers?.messageId ?? null, raw };
}

function personOf(index: number, seed: number): { name: string; address: string } {
  const random = seeded(seed * 1_000_003 + index);
  const [given, family] = [pick(random, givenNames), pick(random, familyNames)];
  return { name: `${given} ${family}`, address: `${given}.${family}@firm-${index}-${seed}.example`.toLowerCase() };
}

function body(random: Random, name: string, matter: string, bytes: number): string {
  const lines = ['Dear support team,', '', `${matter[0]?.toUpperCase()}${matter.slice(1)}.`, ''];
  const end = ['', 'Kind regards', name, `Contract ${between(random, 100_000, 999_999)}, serial ${between(random, 1e7, 9e7)}`, ''];
  let length = [...lines, ...end].join('\r\n').length + 4;
  while (length < bytes) {
    const line = pick(random, sentences).slice(0, Math.max(20, bytes - length));
    lines.push(line);
    length += line.length + 2;
  }
  return [...lines, ...end].join('\r\n');
}
