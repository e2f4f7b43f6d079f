import type { Card, CardKind, Notice, Paragraph } from './card.types.ts';

/** A card of the kind with the given parts; what is not given is empty. */
export function makeCard(kind: CardKind, title: string | Paragraph, parts: Partial<Omit<Card, 'kind' | 'title'>> = {}): Card {
  return {
    kind,
    title: typeof title === 'string' ? [{ text: title }] : title,
    notices: [],
    fields: [],
    text: [],
    sections: [],
    rows: [],
    paging: null,
    form: null,
    actions: [],
    error: null,
    ticket: null,
    ...parts,
  };
}

/** The card with a notice before the others. */
export function withNotice(card: Card, level: Notice['level'], text: string): Card {
  return { ...card, notices: [{ level, text }, ...card.notices] };
}
