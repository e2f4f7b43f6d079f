import type { Card, CardAction, Field, Notice, Paragraph, Row, Section } from '../../cards/card.types.ts';
import { actionPieces } from './action-pieces.rules.ts';
import type { ActionWriter } from './action-value.rules.ts';
import type { KnownBlock, Piece, SectionBlock } from './blocks.types.ts';
import { limits } from './limits.rules.ts';
import { contextLine, piece } from './pack-pieces.rules.ts';
import { cleanText, hasInk, plainText } from './plain-text.rules.ts';
import { lineEnd, paragraphsToRichText, type RichRun, richTextBlocks, spansToRichText } from './rich-text.rules.ts';

/** A card in pieces: `body` in reading order, `tail` with paging, form and buttons. */
export type CardPieces = { body: Piece[]; tail: Piece[] };

export function cardPieces(card: Card, writer: ActionWriter, webUrl: string): CardPieces {
  return {
    body: [
      ...headPieces(card, webUrl),
      ...fieldPieces(card.fields, webUrl),
      ...textPieces([{ quote: false, elements: paragraphsToRichText(card.text, webUrl) }]),
      ...card.sections.flatMap((section) => sectionPieces(section, writer, webUrl)),
      ...card.rows.flatMap((row) => rowPieces(row, writer, webUrl)),
    ],
    tail: [...pagingPieces(card), ...actionPieces(writer, tailActions(card)), ...referencePieces(card)],
  };
}

export const noticeMarks: Record<Notice['level'], string> = { info: 'ℹ', success: '✓', warning: '⚠', error: '✗' };

function headPieces(card: Card, webUrl: string): Piece[] {
  const notices = card.notices.filter(({ text }) => hasInk(cleanText(text)));
  return textPieces([
    { quote: false, elements: spansToRichText(card.title, webUrl, true) },
    ...notices.map(
      ({ level, text }): RichRun => ({ quote: false, elements: spansToRichText([{ text: `${noticeMarks[level]} ${text}` }], webUrl) }),
    ),
  ]);
}

function textPieces(runs: RichRun[]): Piece[] {
  return richTextBlocks(runs).map((block) => piece(block));
}

/** Short plain fields stand in two columns, label and value; what has links, times or much to say is a line of its own below them. */
function fieldPieces(fields: Field[], webUrl: string): Piece[] {
  const short = fields.filter(isShort);
  const long = fields.filter((field) => !isShort(field));
  const rows: Piece[] = [];
  for (let at = 0; at < short.length; at += limits.fields / 2) rows.push(piece(fieldBlock(short.slice(at, at + limits.fields / 2))));
  const elements = long.flatMap((field, index) => [
    ...(index === 0 ? [] : [lineEnd]),
    ...spansToRichText([{ text: field.label, style: 'bold' }, { text: '  ' }], webUrl),
    ...(hasInk(inline(field.value)) ? spansToRichText(field.value, webUrl) : spansToRichText([{ text: '—' }], webUrl)),
  ]);
  return [...rows, ...textPieces([{ quote: false, elements }])];
}

function isShort({ label, value }: Field): boolean {
  const text = inline(value);
  return (
    label.length <= 60 &&
    text.length <= 80 &&
    !text.includes('\n') &&
    value.every((span) => span.at === undefined && span.href === undefined)
  );
}

function fieldBlock(fields: Field[]): SectionBlock {
  return { type: 'section', fields: fields.flatMap(({ label, value }) => [labelText(label), plainText(inline(value), limits.fieldText)]) };
}

/** Bold only where nothing in the label could be taken for markup. */
function labelText(label: string): NonNullable<SectionBlock['fields']>[number] {
  return /^[\p{L}\p{N}](?:[\p{L}\p{N} ,?()/-]*[\p{L}\p{N}?)])?$/u.test(label)
    ? { type: 'mrkdwn', text: `*${label}*`, verbatim: true }
    : plainText(label, limits.fieldText);
}

const inline = (paragraph: Paragraph): string => paragraph.map(({ text }) => cleanText(text)).join('');

const toneWords: Record<Section['tone'], string> = {
  plain: '',
  public: 'public',
  internal: 'internal',
  unverified: 'UNVERIFIED',
  preview: 'exactly as it will be sent',
};

function sectionPieces({ heading, tone, paragraphs, actions }: Section, writer: ActionWriter, webUrl: string): Piece[] {
  const mark: Paragraph = tone === 'plain' ? [] : [{ text: ` [${toneWords[tone]}]`, style: 'bold' }];
  const runs = [
    { quote: false, elements: [...spansToRichText(heading, webUrl), ...spansToRichText(mark, webUrl)] },
    { quote: tone !== 'plain', elements: paragraphsToRichText(paragraphs, webUrl) },
  ];
  return withButtons(richTextBlocks(runs), actions, writer);
}

function rowPieces({ title, lines, actions }: Row, writer: ActionWriter, webUrl: string): Piece[] {
  return withButtons(richTextBlocks([{ quote: false, elements: paragraphsToRichText([title, ...lines], webUrl) }]), actions, writer);
}

/** The last text and its buttons are not parted. */
function withButtons(blocks: KnownBlock[], actions: CardAction[], writer: ActionWriter): Piece[] {
  const [first, ...rest] = actionPieces(writer, actions);
  const last = blocks.at(-1);
  if (first === undefined || last === undefined)
    return [...blocks.map((block) => piece(block)), ...(first === undefined ? [] : [first, ...rest])];
  return [...blocks.slice(0, -1).map((block) => piece(block)), piece(last, ...first.blocks), ...rest];
}

function pagingPieces({ paging }: Card): Piece[] {
  if (paging === null || (paging.shown === 0 && paging.next === null)) return [];
  const total = paging.total === null ? '' : ` of ${paging.total}${paging.totalIsAtLeast ? '+' : ''}`;
  return [piece(contextLine(`${paging.shown} shown${total}`))];
}

/** The next page first, then what the card offers; a form is a button that opens it. */
function tailActions({ paging, form, actions, title, ticket }: Card): CardAction[] {
  const next = paging?.next ?? null;
  return [
    ...actions,
    ...(form === null
      ? []
      : [
          {
            ...form.action,
            label: `${form.action.label}…`,
            op: 'open:form',
            args: { form, title: inline(title).slice(0, 200), ticket },
            confirm: null,
          } as CardAction,
        ]),
    ...(next === null ? [] : [next]),
  ];
}

function referencePieces({ error }: Card): Piece[] {
  return error?.reference == null ? [] : [piece(contextLine(`Reference: ${error.reference}`))];
}
