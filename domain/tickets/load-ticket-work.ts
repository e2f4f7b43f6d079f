import type { FieldType, FieldValue } from '../custom-fields/custom-fields.types.ts';
import { notFound } from '../errors.ts';
import type { StaffUserId, TeamId, TicketId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** A field of the ticket with its value. `missing`: it has none and needs one before the ticket is resolved. */
export type FieldOnTicket = { key: string; label: string; type: FieldType; value: FieldValue | null; missing: boolean };

/** Who works on a ticket and what they noted of it beside its messages. Minutes are of all entries. */
export type TicketWork = {
  team: { id: TeamId; name: string } | null;
  tags: string[];
  fields: FieldOnTicket[];
  watchers: { id: StaffUserId; name: string }[];
  minutes: number;
  billableMinutes: number;
};

/** Team, tags, custom fields (those with a value, and required ones without), watchers and time of a ticket, in one query. Throws `not_found`. */
export async function loadTicketWork(uow: TenantUnitOfWork, id: TicketId): Promise<TicketWork> {
  const [row] = await sqlRows<TicketWork>(
    uow,
    `select case when m.id is not null then jsonb_build_object('id', m.id, 'name', m.name) end as team, to_jsonb(t.tags) as tags,
       coalesce((select jsonb_agg(jsonb_build_object('key', d.key, 'label', d.label, 'type', d.type, 'value', t.custom_fields -> d.key,
           'missing', t.custom_fields -> d.key is null) order by d.position, d.key)
         from custom_field_definitions d where t.custom_fields -> d.key is not null
           or (d.active and d.required and (d.ticket_types = '[]' or d.ticket_types @> to_jsonb(t.type)))), '[]') as fields,
       coalesce((select jsonb_agg(jsonb_build_object('id', u.id, 'name', u.name) order by lower(u.name), u.id)
         from ticket_watchers w join staff_users u on u.id = w.user_id where w.ticket_id = t.id and u.active), '[]') as watchers,
       (select coalesce(sum(e.minutes), 0)::integer from time_entries e where e.ticket_id = t.id and e.deleted_at is null) as minutes,
       (select coalesce(sum(e.minutes), 0)::integer from time_entries e where e.ticket_id = t.id and e.deleted_at is null and e.billable) as "billableMinutes"
     from tickets t left join teams m on m.id = t.team_id where t.id = ?`,
    [id],
  );
  if (row === undefined) throw notFound('ticket', id);
  return row;
}
