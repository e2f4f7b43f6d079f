import { healthText } from '../../domain/addresses/address-health.rules.ts';
import type { AddressHealthRow } from '../../domain/addresses/address-health.types.ts';
import type { UnreachableLine, UnreachablePage } from '../../domain/addresses/list-unreachable.ts';
import type { Card, CardAction, Notice, Row } from './card.types.ts';
import { makeCard } from './make-card.rules.ts';
import { action, bold, muted, oneLine, plain, row } from './spans.rules.ts';

/** Addresses that get no automatic mail, each with what was said and the way back. */
export function unreachableCard(page: UnreachablePage): Card {
  const title =
    page.total === 0
      ? 'Every address can be reached'
      : `${page.total} address${page.total === 1 ? '' : 'es'} that mail does not reach or that complained`;
  return makeCard('mail_list', [bold(title)], {
    text: page.addresses.length === 0 ? [plain('No mail of ours came back for good, and nobody complained.')] : [],
    rows: page.addresses.map(unreachableRow),
    paging: {
      shown: page.addresses.length,
      total: page.total,
      totalIsAtLeast: false,
      next: page.next === null ? null : action('Next', 'addresses.unreachable', { after: page.next }),
    },
  });
}

function unreachableRow(line: UnreachableLine): Row {
  const said = line.diagnostic === '' ? [] : [[muted(oneLine(line.diagnostic, 200))]];
  const until = line.until === null ? 'until it writes to us or somebody clears it' : `until ${line.until.toISOString().slice(0, 10)}`;
  return row(
    [bold(line.address)],
    [[{ text: `Mail to it ${healthText(line)} · no automatic mail ${until}` }], ...said],
    [clearAction(line), ...(line.ticket === null ? [] : [action(`Show ${line.ticket}`, 'ticket.show', { ticket: line.ticket })])],
  );
}

/** The button that lets automatic mail go to the address again. */
export function clearAction({ address }: Pick<AddressHealthRow, 'address'>): CardAction {
  return action(`${address} works again`, 'address.clear', { address });
}

/** What everybody who looks at the ticket should know of its people's addresses. */
export function unreachableNotices(unreachable: readonly AddressHealthRow[]): Notice[] {
  return unreachable.map((health) => ({ level: 'warning', text: `${unreachableText(health)} It gets no automatic mail.` }));
}

/** "Mail to jane@acme.example bounced on 2026-11-20: user unknown (5.1.1)." */
export function unreachableText(health: AddressHealthRow): string {
  return `Mail to ${health.address} ${healthText(health)}.`;
}
