import type { Card, CardAction, Notice, Row, Section } from '../../cards/card.types.ts';
import { asSentToggle, withoutAsSent } from './as-sent.ts';
import { actionButton, type Press } from './card-buttons.ts';
import { formElement } from './card-form.ts';
import { make, makeButton } from './dom.ts';
import { spanNodes } from './spans.ts';

const toneLabels: Record<Section['tone'], string> = {
  plain: '',
  public: '',
  internal: 'Internal',
  unverified: 'Unverified sender',
  preview: 'Preview',
};
const noticeMarks: Record<Notice['level'], string> = { info: 'i', success: '✓', warning: '!', error: '!' };

/** The card as an element. `press` is what its buttons do. */
export function cardElement(card: Card, press: Press): HTMLElement {
  const article = make('article', { class: `card card-${card.kind}`, attrs: { 'data-kind': card.kind } });
  if (card.ticket !== null) article.dataset.ticket = card.ticket;
  article.append(
    ...(card.title.length === 0 ? [] : [make('h3', {}, ...spanNodes(card.title))]),
    ...card.notices.map(noticeElement),
    ...fieldList(card),
    ...card.text.map((paragraph) => make('p', { class: 'words' }, ...spanNodes(paragraph))),
    ...card.sections.map((section) => sectionElement(section, press)),
    ...rowList(card, press),
    ...(card.form === null ? [] : [formElement(card.form, press)]),
    ...buttonRow(card.actions, press, 'buttons'),
    ...referenceLine(card),
  );
  return article;
}

function noticeElement(notice: Notice): HTMLElement {
  const mark = make('span', { class: 'mark', text: noticeMarks[notice.level], attrs: { 'aria-hidden': 'true' } });
  return make('p', { class: `notice notice-${notice.level}` }, mark, make('span', { text: notice.text }));
}

function fieldList(card: Card): HTMLElement[] {
  if (card.fields.length === 0) return [];
  const pairs = card.fields.map((field) => make('div', {}, make('dt', { text: field.label }), make('dd', {}, ...spanNodes(field.value))));
  return [make('dl', {}, ...pairs)];
}

function sectionElement(section: Section, press: Press): HTMLElement {
  const label = toneLabels[section.tone];
  const heading = make('h4', {}, make('span', {}, ...spanNodes(withoutAsSent(section.heading))));
  if (label !== '') heading.append(make('span', { class: 'tone', text: label }));
  const words = make('div', { class: 'words' }, ...section.paragraphs.map((paragraph) => make('p', {}, ...spanNodes(paragraph))));
  return make(
    'section',
    { class: `part part-${section.tone}` },
    heading,
    ...asSentToggle(section.heading),
    ...foldable(words, section),
    ...buttonRow(section.actions, press, 'buttons small'),
  );
}

/** Long texts start folded, so that a thread of messages can be seen as a thread. */
function foldable(words: HTMLElement, section: Section): HTMLElement[] {
  const text = section.paragraphs
    .flat()
    .map((span) => span.text)
    .join('\n');
  const isLong = text.length > 900 || text.split('\n').length > 14;
  if (!isLong || section.tone === 'preview') return [words];
  words.classList.add('folded');
  const toggle = makeButton(
    'Show all',
    () => {
      const isFolded = words.classList.toggle('folded');
      toggle.textContent = isFolded ? 'Show all' : 'Show less';
      toggle.setAttribute('aria-expanded', String(!isFolded));
    },
    'link',
  );
  toggle.setAttribute('aria-expanded', 'false');
  return [words, toggle];
}

function rowList(card: Card, press: Press): HTMLElement[] {
  if (card.rows.length === 0 && card.paging === null) return [];
  const list = make('ul', { class: 'rows' }, ...card.rows.map((row) => rowElement(row, press)));
  const foot = make('div', { class: 'paging' });
  showPaging(foot, card, press, list, card.rows.length);
  const isNothing = card.paging === null || (card.rows.length === 0 && card.paging.next === null);
  return isNothing ? [list] : [list, foot];
}

function rowElement(row: Row, press: Press): HTMLElement {
  const words = make('div', { class: 'row-words' }, make('p', { class: 'row-title' }, ...spanNodes(row.title)));
  words.append(...row.lines.map((line) => make('p', { class: 'row-line' }, ...spanNodes(line))));
  return make('li', {}, words, ...buttonRow(row.actions, press, 'buttons small'));
}

/** The next page joins the same list instead of a new card: what was read stays where it is. */
function showPaging(foot: HTMLElement, card: Card, press: Press, list: HTMLElement, shown: number): void {
  const { paging } = card;
  if (paging === null) return;
  const { next } = paging;
  const more = next === null ? null : actionButton({ ...next, label: 'Show more' }, (action, id) => press(action, id, takeIn));
  const takeIn = (page: Card): boolean => {
    if (page.kind !== card.kind || page.paging === null) return false;
    const added = page.rows.map((row) => rowElement(row, press));
    list.append(...added);
    showPaging(foot, page, press, list, shown + page.rows.length);
    added[0]?.querySelector<HTMLElement>('button, a')?.focus();
    return true;
  };
  foot.replaceChildren(make('span', { class: 'muted', text: pagingText(paging, shown) }), ...(more === null ? [] : [more]));
}

function pagingText(paging: NonNullable<Card['paging']>, shown: number): string {
  if (paging.total === null) return paging.next === null ? `${shown} shown` : `${shown} shown, there are more`;
  return `${shown} of ${paging.totalIsAtLeast ? `more than ${paging.total}` : paging.total}`;
}

function buttonRow(actions: CardAction[], press: Press, look: string): HTMLElement[] {
  if (actions.length === 0) return [];
  return [make('div', { class: look }, ...actions.map((action) => actionButton(action, press)))];
}

function referenceLine(card: Card): HTMLElement[] {
  const reference = card.error?.reference ?? null;
  return reference === null ? [] : [make('p', { class: 'muted reference', text: `Reference for your operator: ${reference}` })];
}
