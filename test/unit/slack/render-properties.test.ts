import { describe, expect, it } from '@jest/globals';
import type { Card } from '../../../bots/cards/card.types.ts';
import { makeCard } from '../../../bots/cards/make-card.rules.ts';
import { action, plain, row, section } from '../../../bots/cards/spans.rules.ts';
import { decodeAction } from '../../../bots/slack/render/action-value.rules.ts';
import { formView } from '../../../bots/slack/render/form-view.rules.ts';
import { homeView, messageView } from '../../../bots/slack/render/home-view.rules.ts';
import { textSize } from '../../../bots/slack/render/pack-pieces.rules.ts';
import { cleanText } from '../../../bots/slack/render/plain-text.rules.ts';
import { renderCard } from '../../../bots/slack/render/render-card.ts';
import { renderTicketCard } from '../../../bots/slack/render/ticket-card.rules.ts';
import { ticketUnfurl } from '../../../bots/slack/render/unfurl.rules.ts';
import type { RenderedCard } from '../../../bots/slack/slack.types.ts';
import { messageProblems, unfurlProblems, viewProblems } from '../../support/slack/validate-blocks.ts';
import { anyCard, anyTicket, Dice } from './render-samples.ts';

const options = { nonce: '0190a0c4-0000-7000-8000-000000000001', webUrl: 'https://desk.example' };

/** Every message of a rendering. */
const messagesOf = ({ text, blocks, more }: RenderedCard) => [{ text, blocks }, ...more];

/** What Slack would say against a rendering, and what we promise beyond it. */
function faults(rendered: RenderedCard): string[] {
  const found = messagesOf(rendered).flatMap((message) => messageProblems(message as unknown as Record<string, unknown>));
  for (const { text, blocks } of messagesOf(rendered)) {
    if (blocks.length === 0 || blocks.length > 50) found.push(`${blocks.length} blocks`);
    if (textSize(blocks) + text.length > 9_000) found.push(`${textSize(blocks) + text.length} characters`);
    if (!JSON.stringify(blocks).isWellFormed() || /\\ud[89a-f]/i.test(JSON.stringify(blocks))) found.push('half a character');
    if (/"text":"\s*"/.test(JSON.stringify(blocks).replace(/\{"type":"text","text":"[^"]*"/g, ''))) found.push('an empty text');
  }
  return found;
}

describe('a renderer of anything', () => {
  const seeds = Array.from({ length: 10 }, (_one, index) => index + 1);

  it.each(seeds)('makes messages of cards that Slack takes and that call nobody (seed %d)', (seed) => {
    const dice = new Dice(seed);
    for (let card = 0; card < 200; card += 1) expect(faults(renderCard(anyCard(dice), options))).toEqual([]);
  });

  it.each(seeds.slice(0, 4))('makes cards of tickets of at most eight blocks that Slack takes (seed %d)', (seed) => {
    const dice = new Dice(100 + seed);
    for (let card = 0; card < 300; card += 1) {
      const rendered = renderTicketCard(anyTicket(dice), options);
      expect(faults(rendered)).toEqual([]);
      expect(rendered.blocks.length).toBeLessThanOrEqual(8);
      expect(rendered.more).toEqual([]);
    }
  });

  it.each(seeds.slice(0, 3))('makes views and previews that Slack takes (seed %d)', (seed) => {
    const dice = new Dice(200 + seed);
    for (let round = 0; round < 100; round += 1) {
      const card = anyCard(dice);
      const frame = { title: 'x'.repeat(dice.upTo(40)), callbackId: 'some', metadata: '{}' };
      expect(viewProblems(messageView(card, frame, options).view)).toEqual([]);
      expect(
        viewProblems(
          homeView(
            dice.many(12, () => anyCard(dice)),
            options,
          ).view,
        ),
      ).toEqual([]);
      if (card.form !== null) expect(viewProblems(formView(card.form, frame))).toEqual([]);
      const preview = ticketUnfurl(anyTicket(dice), dice.one(['full', 'number'] as const), options.webUrl);
      expect(unfurlProblems({ 'https://desk.example/t/1': preview })).toEqual([]);
    }
  });
});

const isMark = (block: string): boolean => /"text":"(Continues in the thread…|…continued: )/.test(block);

/** Everything that can be read in the messages, in order, without blanks and marks of ours. */
function readable(rendered: RenderedCard): string {
  const found: string[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) walk(one);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        if ((key === 'text' || key === 'fallback') && typeof inner === 'string') found.push(inner);
        else walk(inner);
      }
    }
  };
  walk(messagesOf(rendered).map(({ blocks }) => blocks.filter((block) => !isMark(JSON.stringify(block)))));
  return found.join('').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&').replace(/\s+/g, '');
}

/** Every text of a card that a reader has to find. */
function textsOf({ title, notices, fields, text, sections, rows }: Card): string[] {
  const spans = [title, ...fields.map((field) => field.value), ...text, ...sections.flatMap((one) => [one.heading, ...one.paragraphs])];
  const inRows = rows.flatMap((one) => [one.title, ...one.lines]);
  return [
    ...[...spans, ...inRows].flatMap((paragraph) =>
      /[\p{L}\p{N}\p{P}\p{S}]/u.test(paragraph.map((one) => one.text).join('')) ? paragraph.map((one) => one.text) : [],
    ),
    ...notices.map((notice) => notice.text),
    ...fields.map((field) => field.label),
  ]
    .map((one) => cleanText(one).replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&').replace(/\s+/g, ''))
    .filter((one) => /[\p{L}\p{N}\p{P}\p{S}]/u.test(one));
}

describe('a card that is too long for one message', () => {
  it('loses nothing: every text is in the message or in what continues it', () => {
    const dice = new Dice(7);
    for (let round = 0; round < 300; round += 1) {
      // Buttons stay in the first message: they would stand in the middle of a text that goes on.
      const card = { ...anyCard(dice), actions: [], form: null, paging: null, error: null };
      const read = readable(renderCard(card, options));
      for (const text of textsOf(card)) if (!read.includes(text)) expect(text.slice(0, 200)).toBe('in the messages');
    }
  });

  it('says that it goes on, and keeps its buttons where the reader is', () => {
    const card = makeCard('article', 'Handbook', { text: [plain('word '.repeat(20_000))], actions: [action('Take', 'ticket.assign', {})] });
    const rendered = renderCard(card, options);
    expect(rendered.more.length).toBeGreaterThan(10);
    expect(JSON.stringify(rendered.blocks)).toContain('Continues in the thread');
    expect(rendered.blocks.at(-1)).toMatchObject({ type: 'actions', elements: [{ text: { text: 'Take' } }] });
    expect(rendered.more.every(({ blocks }) => JSON.stringify(blocks[0]).includes('continued: Handbook'))).toBe(true);
    expect(JSON.stringify(rendered.more.at(-1))).not.toContain('Continues in the thread');
  });

  it('keeps three hundred rows and sixty actions, each with a button of its own', () => {
    const rows = Array.from({ length: 300 }, (_one, index) => row(plain(`Row ${index}`), [], [action(`Do ${index}`, 'x', { index })]));
    const actions = Array.from({ length: 60 }, (_one, index) => action(`Act ${index}`, 'y', { index, text: 'a'.repeat(10_000) }));
    const rendered = renderCard(makeCard('list', 'Many', { rows, actions, sections: [section('S', 'public', [plain('p')])] }), options);
    expect(faults(rendered)).toEqual([]);
    const ids = JSON.stringify(messagesOf(rendered)).match(/"action_id":"op:\d+"/g) ?? [];
    expect(ids).toHaveLength(360);
    expect(new Set(ids).size).toBe(360);
    expect(rendered.stashed).toHaveLength(60);
    expect(new Set(rendered.stashed.map(({ id }) => id)).size).toBe(60);
  });
});

describe('what buttons carry', () => {
  it('comes back as it was, from the button or from what was stashed', () => {
    const dice = new Dice(11);
    for (let round = 0; round < 200; round += 1) {
      const card = makeCard('done', 'Done', { actions: anyCard(dice).actions });
      const rendered = renderCard(card, options);
      const values = [...JSON.stringify(messagesOf(rendered)).matchAll(/"value":"((?:[^"\\]|\\.)*)"/g)].map(
        (found) => JSON.parse(`"${found[1]}"`) as string,
      );
      const carried = values.map((value) => {
        const read = decodeAction(value);
        return read !== null && 'stash' in read ? rendered.stashed.find(({ id }) => id === read.stash)?.action : read;
      });
      const kept = (value: unknown): unknown =>
        JSON.parse(JSON.stringify(value, (_key, one) => (typeof one === 'string' ? one.toWellFormed().replaceAll('\0', '') : one)));
      expect(carried).toEqual(card.actions.map(({ op, args }) => kept({ op, args })));
    }
  });
});
