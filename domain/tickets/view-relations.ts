import type { TicketId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { TicketHead } from './find-ticket.ts';
import { linkWords } from './link.rules.ts';
import { type MergedSource, mergedSources } from './merged-sources.ts';
import type { StoredLinkKind } from './ticket-relations.types.ts';

/** `words` say what the link is, seen from the shown ticket. */
export type TicketLinkView = TicketHead & { words: string };

/** What a ticket has to do with others. */
export type TicketRelations = {
  mergedInto: TicketHead | null;
  mergedAt: Date | null;
  merged: MergedSource[];
  parent: TicketHead | null;
  children: TicketHead[];
  links: TicketLinkView[];
};

type Related = TicketHead & { how: 'into' | 'parent' | 'child' | 'source' | 'target'; kind: StoredLinkKind | null; at: Date | null };

/** The ticket's merges, family and links, at most 50. */
export async function viewRelations(uow: TenantUnitOfWork, id: TicketId): Promise<TicketRelations> {
  const rows = await sqlRows<Related>(
    uow,
    `select o.id, o.number, o.subject, o.status, r.how, r.kind, r.at from (
       select merged_into_id as id, 'into' as how, null as kind, merged_at as at from tickets where id = ? and merged_into_id is not null
       union all select parent_id, 'parent', null, null from tickets where id = ? and parent_id is not null
       union all select id, 'child', null, null from tickets where parent_id = ?
       union all select target_id, 'source', kind, null from ticket_links where source_id = ?
       union all select source_id, 'target', kind, null from ticket_links where target_id = ?
     ) r join tickets o on o.id = r.id order by o.number limit 50`,
    [id, id, id, id, id],
  );
  const head = ({ id: other, number, subject, status }: Related): TicketHead => ({ id: other, number, subject, status });
  const one = (how: Related['how']): Related | undefined => rows.find((row) => row.how === how);
  const [into, parent] = [one('into'), one('parent')];
  return {
    mergedInto: into === undefined ? null : head(into),
    mergedAt: into?.at === null || into?.at === undefined ? null : new Date(into.at),
    merged: await mergedSources(uow, id),
    parent: parent === undefined ? null : head(parent),
    children: rows.filter((row) => row.how === 'child').map(head),
    links: rows.flatMap((row) =>
      (row.how === 'source' || row.how === 'target') && row.kind !== null ? [{ ...head(row), words: linkWords[row.kind][row.how] }] : [],
    ),
  };
}
