import { describe, expect, it } from '@jest/globals';
import { operationOf } from '../../../bots/commands/operation-table.ts';
import { decodeAction } from '../../../bots/slack/render/action-value.rules.ts';
import { renderTicketCard, ticketOfBlock } from '../../../bots/slack/render/ticket-card.rules.ts';
import type { TicketCardModel } from '../../../bots/slack/render/ticket-card.types.ts';
import { numberOnly, ticketUnfurl } from '../../../bots/slack/render/unfurl.rules.ts';
import { ticketStatuses } from '../../../domain/tickets/tickets.types.ts';
import { messageProblems } from '../../support/slack/validate-blocks.ts';

const options = { nonce: 'n1', webUrl: 'https://desk.example' };
const lastMessage = {
  author: 'Jane Doe <jane@acme.example>',
  text: 'It burns.\n\nHelp!',
  at: new Date('2026-11-21T10:00:00Z'),
  isVerified: true,
};
const base: TicketCardModel = {
  number: 'TKT-202611-00042',
  subject: 'Printer <!channel> *on fire*',
  version: 7,
  status: 'open',
  priority: 'high',
  isSpam: false,
  mergedInto: null,
  assignee: null,
  requester: 'Jane Doe',
  customer: 'ACME',
  canLink: false,
  nextDueAt: new Date('2026-11-21T12:00:00Z'),
  breached: false,
  snoozedUntil: null,
  next: { text: 'Call back', owner: 'Ann', dueAt: new Date('2026-11-21T11:00:00Z'), isPublic: false },
  lastMessage: {
    author: 'Jane Doe <jane@acme.example>',
    text: 'It burns.\n\nHelp!',
    at: new Date('2026-11-21T10:00:00Z'),
    isVerified: true,
  },
  isShared: false,
};
const written = (model: Partial<TicketCardModel>): string => JSON.stringify(renderTicketCard({ ...base, ...model }, options).blocks);

type Element = {
  type: string;
  action_id: string;
  value?: string;
  text?: { text: string };
  options?: { text: { text: string }; value: string }[];
};
const elementsOf = (model: Partial<TicketCardModel>): Element[] =>
  renderTicketCard({ ...base, ...model }, options).blocks.flatMap((block) =>
    block.type === 'actions' ? (block.elements as Element[]) : [],
  );
const labelsOf = (model: Partial<TicketCardModel>): string[] =>
  elementsOf(model).flatMap((element) => [
    ...(element.text === undefined ? [] : [element.text.text]),
    ...(element.options ?? []).map(({ text }) => text.text),
  ]);

describe('the card of a ticket', () => {
  it('says what it is, whose, what is next and until when, in four blocks', () => {
    const { text, blocks, stashed } = renderTicketCard(base, options);
    expect(text).toBe('TKT-202611-00042 Printer &lt;!channel&gt; *on fire* · open · high');
    expect(blocks.map(({ type }) => type)).toEqual(['rich_text', 'actions', 'actions', 'context']);
    expect(stashed).toEqual([]);
    const card = JSON.stringify(blocks);
    expect(card).toContain('"url":"https://desk.example/t/TKT-202611-00042"');
    for (const said of [
      'Open · high · nobody has it',
      'From Jane Doe, ACME',
      'Next: Call back · Ann, until ',
      'It burns. Help!',
      'the customer sees nothing of it',
    ]) {
      expect(card).toContain(said);
    }
    expect(card).toContain('{"type":"date","timestamp":1795262400,"format":"{ago}"');
  });

  it('marks a broken promise, an unverified sender and a sleeping ticket in words', () => {
    expect(written({ breached: true })).toMatch(/🔴.*BREACHED/);
    expect(written({ lastMessage: { ...lastMessage, isVerified: false } })).toContain('UNVERIFIED');
    expect(written({ snoozedUntil: new Date('2026-11-22T09:00:00Z') })).toContain('Snoozed until ');
  });

  it('carries only operations that exist, with the version it was drawn for', () => {
    const ours = ['slack.unbind'];
    for (const status of ticketStatuses) {
      for (const more of [
        {},
        { isSpam: true },
        { mergedInto: 'TKT-202611-00001' },
        { isShared: true },
        { assignee: 'Ann', canLink: true },
      ]) {
        for (const element of elementsOf({ status, ...more })) {
          const values = element.value === undefined ? (element.options ?? []).map(({ value }) => value) : [element.value];
          if (element.type === 'external_select') expect(element.action_id).toMatch(/^pick:(assignee|macro)$/);
          else expect(values.length).toBeGreaterThan(0);
          for (const value of values) {
            const read = decodeAction(value);
            if (read === null || 'stash' in read) throw new Error(`not carried: ${value}`);
            if (read.op.startsWith('open:')) expect(element.action_id).toBe(read.op);
            else expect(ours.includes(read.op) || operationOf(read.op) !== null).toBe(true);
            const operation = operationOf(read.op);
            if (operation !== null) expect(operation.schema.safeParse(read.args).error).toBeUndefined();
            if (operation?.effect === 'write') expect(read.args.version).toBe(7);
          }
        }
      }
    }
  });

  it('offers what is possible: nothing but its target when merged, release when spam, reopening when over', () => {
    expect(labelsOf({})).toEqual(
      expect.arrayContaining(['Take', 'Reply to customer', 'Note', 'Next action', 'In progress', 'Urgent', 'Why due?', 'Show all']),
    );
    expect(labelsOf({ assignee: 'Ann' })).not.toContain('Take');
    expect(labelsOf({ assignee: 'Ann' })).toContain('Take it over');
    expect(labelsOf({ mergedInto: 'TKT-202611-00001' }).slice(0, 2)).toEqual(['Show TKT-202611-00001', 'Take the merge back']);
    expect(labelsOf({ isSpam: true })[0]).toBe('Not spam: release');
    expect(labelsOf({ status: 'closed' })).toEqual(['Reopen', 'Reply to customer', 'Show all', 'Take this thread off the ticket', 'Open']);
    expect(labelsOf({ canLink: true })).toContain('Link customer');
    expect(labelsOf({ requester: null })).not.toContain('Reply to customer');
    const shared = labelsOf({ isShared: true, canLink: true, assignee: 'Ann' });
    for (const inner of ['Note', 'Next action', 'Link customer', 'Urgent']) expect(shared).not.toContain(inner);
    expect(elementsOf({ isShared: true }).some(({ type }) => type === 'external_select')).toBe(false);
  });

  it('tells strangers in a shared channel its number and status, and nothing else', () => {
    const { text } = renderTicketCard({ ...base, isShared: true }, options);
    const card = `${text}${written({ isShared: true, breached: true, snoozedUntil: new Date() })}`;
    for (const secret of ['Printer', 'Jane', 'ACME', 'Call back', 'It burns', 'Ann', 'high', 'BREACHED', '🔴', 'Snoozed'])
      expect(card).not.toContain(secret);
    expect(card).toContain('People of other companies are in this channel');
  });

  it('names its ticket in its pickers’ blocks', () => {
    const blocks = renderTicketCard(base, options).blocks.filter(({ type }) => type === 'actions');
    expect(blocks.map(({ block_id: id }) => ticketOfBlock(id ?? ''))).toEqual([
      { ticket: 'TKT-202611-00042', version: 7 },
      { ticket: 'TKT-202611-00042', version: 7 },
    ]);
    expect(ticketOfBlock('n1:0')).toBeNull();
  });
});

describe('the preview of a link to a ticket', () => {
  it('shows the facts where the channel may know them, and the number elsewhere', () => {
    expect(JSON.stringify(ticketUnfurl(base, 'full', options.webUrl))).toContain('Printer');
    for (const hidden of [
      ticketUnfurl(base, 'number', options.webUrl),
      ticketUnfurl({ ...base, isShared: true }, 'full', options.webUrl),
    ]) {
      expect(hidden.blocks).toEqual(numberOnly(base.number));
      expect(messageProblems({ text: 'x', blocks: hidden.blocks })).toEqual([]);
    }
  });
});
