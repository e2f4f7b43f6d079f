import type { DeliveryLine } from '../../domain/deliveries/list-deliveries.ts';
import { bounceText } from './bounce-words.rules.ts';
import type { Card, CardAction, Json, Row } from './card.types.ts';
import { makeCard } from './make-card.rules.ts';
import { action, bold, code, muted, oneLine, plain, row } from './spans.rules.ts';
import { deliveryActions } from './ticket-card.ts';
import { type Reader, when } from './when.rules.ts';
import { deliveryNames } from './words.rules.ts';

export type DeliveryPage = { deliveries: DeliveryLine[]; uncertain: number; next: Json };

/** Outward mails with their state; the uncertain ones ask for a decision. `which` is the word that selected them. */
export function deliveryListCard(page: DeliveryPage, options: { which: string; reader: Reader }): Card {
  const { uncertain } = page;
  const title =
    uncertain === 0
      ? 'No mail is uncertain'
      : `${uncertain} mail${uncertain === 1 ? ' is' : 's are'} uncertain: decide whether ${uncertain === 1 ? 'it' : 'they'} went out`;
  return makeCard('delivery_list', [bold(title)], {
    text: page.deliveries.length === 0 ? [plain(`There is no mail to show (${options.which}).`)] : [],
    rows: page.deliveries.map((mail) => deliveryRow(mail, options.reader)),
    paging: {
      shown: page.deliveries.length,
      total: null,
      totalIsAtLeast: false,
      next: page.next === null ? null : action('Next', 'deliveries.list', { which: options.which, after: page.next }),
    },
    actions: options.which === 'uncertain' ? [action('All recent mails', 'deliveries.list', { which: 'all' })] : [],
  });
}

function deliveryRow(mail: DeliveryLine, reader: Reader): Row {
  const people = [...mail.to, ...mail.cc].map((person) => person.address).join(', ');
  const show: CardAction[] = mail.ticket === null ? [] : [action('Show ticket', 'ticket.show', { ticket: mail.ticket })];
  return row(
    [code(`d-${mail.ref}`), { text: ` ${oneLine(mail.subject, 120)}` }],
    [
      [{ text: `${mail.purpose} to ${oneLine(people, 160)} · ` }, when(mail.queuedAt, reader)],
      [bold(deliveryNames[mail.state]), muted(mail.lastResult === null ? '' : ` · ${oneLine(mail.lastResult, 200)}`)],
      ...(mail.bounces.length === 0 ? [] : [[{ text: bounceText({ recipients: mail.bounces }) }]]),
    ],
    [...deliveryActions(mail.id, mail.state, mail.ticket), ...show],
  );
}
