import type { TicketHead } from '../../domain/tickets/find-ticket.ts';
import type { TicketRelations } from '../../domain/tickets/view-relations.ts';
import type { Field, Notice, Paragraph } from './card.types.ts';
import { code, field, oneLine } from './spans.rules.ts';
import { type Reader, when } from './when.rules.ts';
import { statusNames } from './words.rules.ts';

/** A ticket's family, links and merges as fields of its card. */
export function relationFields(relations: TicketRelations): Field[] {
  const { parent, children, links, merged } = relations;
  const words = [...new Set(links.map((link) => link.words))];
  return [
    ...(parent === null ? [] : [field('Parent', tickets([parent]))]),
    ...(children.length === 0 ? [] : [field('Children', tickets(children))]),
    ...words.map((word) => field(word.charAt(0).toUpperCase() + word.slice(1), tickets(links.filter((link) => link.words === word)))),
    ...(merged.length === 0
      ? []
      : [
          field(
            'Merged in',
            merged.flatMap(({ number }, index) => [{ text: index === 0 ? '' : ', ' }, code(number)]),
          ),
        ]),
  ];
}

/** What a reader must know first: the ticket is read-only, or asleep. */
export function relationNotices(relations: TicketRelations, snoozedUntil: Date | null, reader: Reader): Notice[] {
  const { mergedInto, mergedAt } = relations;
  const found: Notice[] = [];
  if (mergedInto !== null) {
    const at = mergedAt === null ? '' : ` ${when(mergedAt, reader).text}`;
    found.push({ level: 'warning', text: `Merged into ${mergedInto.number}${at}: it is read-only, and its later mail comes there.` });
  }
  if (snoozedUntil !== null && snoozedUntil > reader.now)
    found.push({ level: 'info', text: `Asleep until ${when(snoozedUntil, reader).text}, or until the customer writes.` });
  return found;
}

function tickets(heads: TicketHead[]): Paragraph {
  return heads.flatMap((head, index) => [
    { text: index === 0 ? '' : '; ' },
    code(head.number),
    { text: ` ${oneLine(head.subject, 60)} (${statusNames[head.status]})` },
  ]);
}
