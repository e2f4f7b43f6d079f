import { AppError } from '../errors.ts';
import { newId, type TicketId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { authorOf } from './author-of.rules.ts';
import { linkStorage, linkWords } from './link.rules.ts';
import { lockPair } from './lock-pair.ts';
import { recordEvent } from './record-event.ts';
import type { LinkKind } from './ticket-relations.types.ts';

/**
 * Links two tickets: kept once, shown on both, each in its own words. Throws `conflict` for a ticket and itself, for a link of the kind that is there already in
 * either direction, and for a merged ticket; `not_found`.
 */
export async function linkTickets(
  uow: TenantUnitOfWork,
  from: TicketId,
  kind: LinkKind,
  to: TicketId,
): Promise<{ source: string; target: string }> {
  if (from === to) throw refused('A ticket cannot be linked to itself.');
  const [first, second] = await lockPair(uow, { id: from, seenVersion: null }, { id: to, seenVersion: null });
  const stored = linkStorage[kind];
  const [source, target] = stored.turned ? [second, first] : [first, second];
  const [known] = await sqlRows<{ source_id: TicketId }>(
    uow,
    'select source_id from ticket_links where kind = ? and ((source_id = ? and target_id = ?) or (source_id = ? and target_id = ?))',
    [stored.kind, source.id, target.id, target.id, source.id],
  );
  if (known !== undefined) {
    const [one, other] = known.source_id === source.id ? [source, target] : [target, source];
    throw refused(`${one.number} is linked already: ${linkWords[stored.kind].source} ${other.number}.`);
  }
  await sqlRun(
    uow,
    'insert into ticket_links (tenant_id, id, source_id, target_id, kind, created_at, created_by) values (?, ?, ?, ?, ?, ?, ?::jsonb)',
    [uow.tenantId, newId<string>(), source.id, target.id, stored.kind, uow.now, JSON.stringify(authorOf(uow))],
  );
  await sqlRun(uow, 'update tickets set updated_at = ?, version = version + 1 where id in (?, ?)', [uow.now, source.id, target.id]);
  await recordEvent(uow, source.id, 'link_added', { words: linkWords[stored.kind].source, number: target.number });
  await recordEvent(uow, target.id, 'link_added', { words: linkWords[stored.kind].target, number: source.number });
  return { source: first.number, target: second.number };
}

function refused(userMessage: string): AppError {
  return new AppError('conflict', { message: 'link refused', userMessage });
}
