import type { Card, CardAction, Field, Json, Paragraph, Row, Section, Span } from '../../../bots/cards/card.types.ts';
import { makeCard } from '../../../bots/cards/make-card.rules.ts';
import type { TicketCardModel } from '../../../bots/slack/render/ticket-card.types.ts';
import { seeded } from '../../../domain/seeded.rules.ts';
import { ticketPriorities, ticketStatuses } from '../../../domain/tickets/tickets.types.ts';

/** Numbers that are the same for the same seed. */
export class Dice {
  readonly next: () => number;
  constructor(seed: number) {
    this.next = seeded(seed);
  }
  upTo(max: number): number {
    return Math.floor(this.next() * (max + 1));
  }
  one<T>(from: readonly T[]): T {
    return from[this.upTo(from.length - 1)] as T;
  }
  many<T>(max: number, make: () => T): T[] {
    return Array.from({ length: this.upTo(max) }, make);
  }
  chance(of: number): boolean {
    return this.next() < of;
  }
}

/** Texts that break careless renderers. */
export const hostileTexts = [
  '',
  ' ',
  '\n\n\n',
  '\t',
  '\u200B',
  '\u200B\u200D\uFEFF',
  'plain words',
  '<!channel>',
  '<!here|here>',
  '<!everyone> look',
  '<@U123ABC>',
  '<@U123ABC|bob>',
  '<#C123|general>',
  '<!subteam^S123|@team>',
  '&lt;!here&gt;',
  '&amp;lt;!channel&amp;gt;',
  '@channel @here @everyone',
  '*bold* _italic_ ~strike~ `code`',
  '```\nblock\n``` > quote',
  '<https://evil.example|Click here>',
  '<https://evil.example',
  'a > b && c < d',
  ':tada: :smile:',
  '<!date^1392734382^{date}|<!channel>>',
  '😀👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿',
  'שלום עולם',
  'مرحبا بالعالم',
  'left \u202E right \u2066 in \u2069',
  'e\u0301\u0302\u0303',
  'a\u0000b\u001b[2Jc\u009b',
  'half \uD83D character',
  '\uDE00',
  '\r\nline\rline\r\n',
  '~3f2b9c1e-0000-4000-8000-000000000000',
  '{"op":"ticket.spam","args":{}}',
  '|pipe|>',
  'javascript:alert(1)',
  '漢字かな交じり文',
  'x'.repeat(74),
  '😀'.repeat(40),
  'word '.repeat(700),
  'unbrokenunbroken'.repeat(300),
];

/** A few thousand characters to a hundred thousand, at times. */
export function anyText(dice: Dice): string {
  if (dice.chance(0.01)) return dice.one(['z', '😀', 'wörd ', '<!channel>\n', '&', '\n']).repeat(dice.one([3_001, 9_001, 20_000]));
  if (dice.chance(0.3)) return `${dice.one(hostileTexts)}${dice.one(hostileTexts)}`;
  return dice.one(hostileTexts);
}

const hrefs = [
  'https://desk.example/a',
  '/t/TKT-1',
  '//evil.example',
  'javascript:alert(1)',
  'https://x.example/|><!channel>',
  `https://x.example/${'a'.repeat(3_000)}`,
  '',
  'http://',
];
const instants = ['2026-11-21T10:00:00Z', '1969-01-01T00:00:00Z', 'not a time', '', '+275760-09-13T00:00:00.000Z'];

function anySpan(dice: Dice): Span {
  return {
    text: anyText(dice),
    ...(dice.chance(0.4) ? { style: dice.one(['bold', 'code', 'muted'] as const) } : {}),
    ...(dice.chance(0.1) ? { at: dice.one(instants) } : {}),
    ...(dice.chance(0.1) ? { href: dice.one(hrefs) } : {}),
  };
}

function anyParagraph(dice: Dice): Paragraph {
  return dice.many(4, () => anySpan(dice));
}

function anyArgs(dice: Dice): Record<string, Json> {
  if (dice.chance(0.02)) return { text: 'a'.repeat(10_000) };
  return {
    ticket: 'TKT-202611-00001',
    version: dice.upTo(9),
    text: dice.one(hostileTexts),
    deep: [{ more: dice.one(hostileTexts) }, null, true],
  };
}

export function anyAction(dice: Dice): CardAction {
  return {
    label: anyText(dice),
    style: dice.one(['primary', 'default', 'danger'] as const),
    op: dice.one(['ticket.assign', 'ticket.status', 'draft.send']),
    args: anyArgs(dice),
    confirm: dice.chance(0.2) ? anyText(dice) : null,
  };
}

const anyField = (dice: Dice): Field => ({ label: anyText(dice), value: anyParagraph(dice) });

function anyRow(dice: Dice): Row {
  return { title: anyParagraph(dice), lines: dice.many(3, () => anyParagraph(dice)), actions: dice.many(3, () => anyAction(dice)) };
}

function anySection(dice: Dice): Section {
  return {
    heading: anyParagraph(dice),
    tone: dice.one(['plain', 'public', 'internal', 'unverified', 'preview'] as const),
    paragraphs: dice.many(4, () => anyParagraph(dice)),
    actions: dice.many(2, () => anyAction(dice)),
  };
}

/** A card with anything in it; most are small, some are enormous. */
export function anyCard(dice: Dice): Card {
  const size = dice.chance(0.02) ? 60 : dice.chance(0.1) ? 12 : 3;
  return makeCard(dice.one(['ticket', 'list', 'done', 'draft', 'error'] as const), anyParagraph(dice), {
    notices: dice.many(2, () => ({ level: dice.one(['info', 'success', 'warning', 'error'] as const), text: anyText(dice) })),
    fields: dice.many(size, () => anyField(dice)),
    text: dice.many(3, () => anyParagraph(dice)),
    sections: dice.many(size, () => anySection(dice)),
    rows: dice.many(size === 60 ? 300 : size, () =>
      size === 60 ? { title: [{ text: `row ${dice.upTo(999)}` }], lines: [], actions: [] } : anyRow(dice),
    ),
    paging: dice.chance(0.3)
      ? {
          shown: dice.upTo(5),
          total: dice.one([null, 7]),
          totalIsAtLeast: dice.chance(0.5),
          next: dice.chance(0.5) ? anyAction(dice) : null,
        }
      : null,
    form: dice.chance(0.2)
      ? {
          action: anyAction(dice),
          fields: dice.many(4, () => ({
            name: anyText(dice),
            label: anyText(dice),
            kind: dice.one(['line', 'text', 'choice'] as const),
            value: anyText(dice),
            options: dice.many(dice.one([0, 3, 150]), () => ({ label: anyText(dice), value: anyText(dice) })),
          })),
        }
      : null,
    actions: dice.many(size, () => anyAction(dice)),
    error: dice.chance(0.1) ? { code: 'unknown', reference: anyText(dice) } : null,
    ticket: dice.one([null, 'TKT-202611-00001']),
  });
}

export function anyTicket(dice: Dice): TicketCardModel {
  const text = (): string => anyText(dice);
  const maybe = <T>(make: () => T): T | null => (dice.chance(0.4) ? null : make());
  const at = (): Date => new Date(1_795_000_000_000 + dice.upTo(1_000_000_000));
  return {
    number: 'TKT-202611-00001',
    subject: text(),
    version: dice.upTo(500),
    status: dice.one(ticketStatuses),
    priority: dice.one(ticketPriorities),
    isSpam: dice.chance(0.1),
    mergedInto: dice.chance(0.1) ? 'TKT-202611-00002' : null,
    assignee: maybe(text),
    requester: maybe(text),
    customer: maybe(text),
    canLink: dice.chance(0.3),
    nextDueAt: maybe(at),
    breached: dice.chance(0.3),
    snoozedUntil: maybe(at),
    next: maybe(() => ({ text: text(), owner: maybe(text), dueAt: at(), isPublic: dice.chance(0.5) })),
    lastMessage: maybe(() => ({ author: text(), text: text(), at: at(), isVerified: dice.chance(0.5) })),
    isShared: dice.chance(0.2),
  };
}
