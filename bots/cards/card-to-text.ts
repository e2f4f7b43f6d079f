import type { Card, CardAction, Notice, Paragraph, Row, Section } from './card.types.ts';

const marks: Record<Notice['level'], string> = { info: 'ℹ', success: '✓', warning: '⚠', error: '✗' };
const tones: Record<Section['tone'], string> = {
  plain: '',
  public: 'public',
  internal: 'internal',
  unverified: 'UNVERIFIED',
  preview: 'exactly as it will be sent',
};

/** The card in plain lines for a terminal or a plain message. Control characters of foreign text are shown, never obeyed. */
export function cardToText(card: Card): string {
  const parts = [
    [inline(card.title)],
    card.notices.map((notice) => `${marks[notice.level]} ${visible(notice.text)}`),
    card.fields.map((field) => `${field.label}: ${inline(field.value)}`),
    card.text.flatMap(block),
    ...card.sections.map(sectionLines),
    ...card.rows.map(rowLines),
    pagingLines(card),
    card.form === null ? [] : [`${card.form.action.label}: ${card.form.fields.map((field) => field.label).join(', ')}`],
    card.actions.length === 0 ? [] : [buttons(card.actions)],
    card.error?.reference == null ? [] : [`Reference: ${card.error.reference}`],
  ];
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

/** Foreign text with everything that steers a terminal, or turns the direction of writing, made visible. Line ends and tabs stay. */
function visible(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, (mark) => {
    if (mark === '\n' || mark === '\t') return mark;
    return `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

function inline(paragraph: Paragraph): string {
  return paragraph.map((span) => (span.href === undefined ? visible(span.text) : `${visible(span.text)} <${span.href}>`)).join('');
}

function block(paragraph: Paragraph): string[] {
  return inline(paragraph).split('\n');
}

function sectionLines(section: Section): string[] {
  const tone = tones[section.tone];
  return [
    `— ${inline(section.heading)}${tone === '' ? '' : ` [${tone}]`}`,
    ...section.paragraphs.flatMap(block).map((line) => `  ${line}`),
    ...(section.actions.length === 0 ? [] : [`  ${buttons(section.actions)}`]),
  ];
}

function rowLines(row: Row): string[] {
  return [
    `• ${inline(row.title)}`,
    ...row.lines.flatMap(block).map((line) => `  ${line}`),
    ...(row.actions.length === 0 ? [] : [`  ${buttons(row.actions)}`]),
  ];
}

function buttons(actions: CardAction[]): string {
  return actions.map((action) => `[${visible(action.label)}]`).join(' ');
}

function pagingLines({ paging }: Card): string[] {
  if (paging === null || (paging.shown === 0 && paging.next === null)) return [];
  const total = paging.total === null ? '' : ` of ${paging.total}${paging.totalIsAtLeast ? '+' : ''}`;
  return [`${paging.shown} shown${total}${paging.next === null ? '' : ` [${paging.next.label}]`}`];
}
