import { AppError } from '../errors.ts';
import type { TicketId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { linkStorage, linkWords } from './link.rules.ts';
import { lockPair } from './lock-pair.ts';
import { recordEvent } from './record-event.ts';
import type { LinkKind, StoredLinkKind } from './ticket-relations.types.ts';

/** Takes the link of that kind between two tickets away, or all of them (null). Throws `conflict` when there is none, `not_found`. */
export async function unlinkTickets(
  uow: TenantUnitOfWork,
  from: TicketId,
  to: TicketId,
  kind: LinkKind | null,
): Promise<{ first: string; second: string; removed: StoredLinkKind[] }> {
  const [first, second] = await lockPair(uow, { id: from, seenVersion: null }, { id: to, seenVersion: null });
  const gone = await sqlRows<{ kind: StoredLinkKind; source_id: TicketId }>(
    uow,
    `delete from ticket_links where ((source_id = ? and target_id = ?) or (source_id = ? and target_id = ?)) ${kind === null ? '' : 'and kind = ?'}
     returning kind, source_id`,
    [from, to, to, from, ...(kind === null ? [] : [linkStorage[kind].kind])],
  );
  if (gone.length === 0) {
    throw new AppError('conflict', {
      message: 'no such link',
      userMessage: `${first.number} and ${second.number} are not linked ${kind === null ? '' : 'in that way '}(a parent is taken off with: unparent NUMBER).`,
    });
  }
  await sqlRun(uow, 'update tickets set updated_at = ?, version = version + 1 where id in (?, ?)', [uow.now, from, to]);
  for (const link of gone) {
    const words = linkWords[link.kind];
    const isSource = link.source_id === first.id;
    await recordEvent(uow, first.id, 'link_removed', { words: isSource ? words.source : words.target, number: second.number });
    await recordEvent(uow, second.id, 'link_removed', { words: isSource ? words.target : words.source, number: first.number });
  }
  return { first: first.number, second: second.number, removed: gone.map((link) => link.kind) };
}
