import { afterAll, describe, expect, it } from '@jest/globals';
import { analysisSection } from '../../../bots/cards/ai/analysis-section.ts';
import { jobCard } from '../../../bots/cards/ai/job-card.ts';
import type { Card, CardAction } from '../../../bots/cards/card.types.ts';
import { cardToText } from '../../../bots/cards/card-to-text.ts';
import { makeCard } from '../../../bots/cards/make-card.rules.ts';
import { formView } from '../../../bots/slack/render/form-view.rules.ts';
import { renderCard } from '../../../bots/slack/render/render-card.ts';
import { anyResults } from '../../support/hostile/any-results.ts';
import { harmfulText } from '../../support/openai/personas.ts';
import { messageProblems, viewProblems } from '../../support/slack/validate-blocks.ts';
import { installTinyDom, type TinyElement, withAllBelow } from '../../support/tiny-dom.ts';
import { drawFrom, hostileText } from './hostile-text.ts';

const reader = { timeZone: 'UTC', now: new Date('2026-11-21T12:00:00Z') };
const options = { nonce: '0190a0c4-0000-7000-8000-000000000001', webUrl: 'https://desk.example' };
const rounds = 40;
// The page is code of the browser with types of its own: here it is only run.
const page = new URL('../../../bots/console/page/card-view.ts', import.meta.url).href;
const { cardElement } = (await import(page)) as { cardElement(card: Card, press: () => Promise<boolean>): TinyElement };
const takeAway = installTinyDom();
afterAll(takeAway);

const ticket = { version: 4, status: 'open' as const, priority: 'low' as const };

/** Every card of the AI with these words in it, with the part of a ticket's card that shows an analysis. */
function cards(say: () => string, badged: boolean): Card[] {
  const views = anyResults(say, badged);
  const analysed = views.filter(({ feature }) => feature === 'analysis');
  const sections = analysed.map((view) => analysisSection(view, ticket, true, reader));
  return [...views.map((view) => jobCard(view, reader)), makeCard('ticket', [{ text: say() }], { sections })];
}

/** What can be pressed, wherever it stands. */
function pressable(card: Card): string[] {
  const all = [...card.actions, ...card.sections.flatMap(({ actions }) => actions), ...card.rows.flatMap(({ actions }) => actions)];
  return [...all, ...(card.form === null ? [] : [card.form.action])].map(
    ({ op, args, label }: CardAction) => `${op} ${Object.keys(args).join()} ${label}`,
  );
}

type Node = Record<string, unknown>;
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);

function nodesOf(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesOf);
  return isNode(value) ? [value, ...Object.values(value).flatMap(nodesOf)] : [];
}

/** What in a message of Slack links, calls, shows an image or is bold without our having said so. */
function slackFaults(card: Card): string[] {
  const { text, blocks, more } = renderCard(card, options);
  const messages = [{ text, blocks }, ...more];
  const live = new Set(['link', 'user', 'usergroup', 'channel', 'broadcast', 'image', 'emoji', 'markdown']);
  return [
    ...messages.flatMap((message) => messageProblems(message as unknown as Record<string, unknown>)),
    ...nodesOf(messages).flatMap(({ type, text: words }) => [
      ...(live.has(String(type)) ? [`an element of type ${String(type)}`] : []),
      ...(type === 'mrkdwn' && !/^\*[A-Z][\w ’'-]*\*$/.test(String(words)) ? [`markup that is no label of ours: ${String(words)}`] : []),
    ]),
    ...(card.form === null ? [] : viewProblems(formView(card.form, { title: 'x', callbackId: 'x' }))),
  ];
}

const tags =
  /^(?:#text|article|h3|h4|p|span|strong|code|bdi|dl|dt|dd|div|section|ul|li|form|label|textarea|input|select|option|button|time)$/;
const attributes = /^(?:class|className|type|name|rows|autocomplete|aria-[a-z]+|data-[a-z]+|dateTime|title|value)$/;

function pageFaults(card: Card): string[] {
  const drawn = withAllBelow(cardElement(card, () => Promise.resolve(true)));
  return drawn.flatMap(({ tag, attrs }) => [
    ...(tags.test(tag) ? [] : [`an element ${tag}`]),
    ...Object.keys(attrs).flatMap((name) => (attributes.test(name) ? [] : [`an attribute ${name}`])),
  ]);
}

/** What would steer a terminal or turn the direction of writing. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that may not be left
const steers = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/;

const texts = [...harmfulText, '=cmd|x', '*bold* _it_ `code`', '"><b onmouseover=alert(1)>', ':rotating_light:', 'x'.repeat(5_000), ''];

describe('every card of the AI', () => {
  it('is a card of words only, with the same buttons, whatever stands in any of its texts', () => {
    const harmless = [true, false].map((badged) => cards(() => 'Fine.', badged).map(pressable));
    const faults: string[] = [];
    for (let seed = 1; seed <= rounds; seed += 1) {
      const draw = drawFrom(seed);
      let said = seed * 1_000;
      const say = (): string => {
        said += 1;
        return draw() < 0.4 ? (texts[Math.floor(draw() * texts.length)] ?? '') : hostileText(said);
      };
      for (const [which, badged] of [true, false].entries()) {
        for (const [index, card] of cards(say, badged).entries()) {
          const changed = JSON.stringify(pressable(card)) === JSON.stringify(harmless[which]?.[index]) ? [] : ['other buttons'];
          const steered = steers.test(cardToText(card)) ? ['steers a terminal'] : [];
          const found = [...changed, ...steered, ...slackFaults(card), ...pageFaults(card)];
          if (found.length > 0) faults.push(`${seed} ${card.kind} ${index}: ${found.slice(0, 3).join('; ')}`);
        }
      }
    }
    expect(faults.slice(0, 8)).toEqual([]);
  });

  it('is looked at well enough to see what would be wrong', () => {
    const [card] = cards(() => 'Fine.', false);
    if (card === undefined) throw new Error('there is no card');
    const linked = { ...card, text: [[{ text: 'x', href: 'https://evil.example/' }]] };
    expect(slackFaults(linked)).toContain('an element of type link');
    expect(pageFaults(linked)).toContain('an element a');
    expect(pressable({ ...card, actions: [] })).not.toEqual(pressable(card));
    expect(steers.test(`${cardToText(card)}\u001b[2J`)).toBe(true);
  });
});
