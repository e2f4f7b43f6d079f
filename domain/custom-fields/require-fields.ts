import { AppError } from '../errors.ts';
import type { TicketId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** Throws `refused_transition` naming the fields that must have a value before the ticket is resolved and have none. */
export async function requireFields(uow: TenantUnitOfWork, id: TicketId, number: string): Promise<void> {
  const missing = await sqlRows<{ key: string; label: string }>(
    uow,
    `select d.key, d.label from custom_field_definitions d, tickets t
     where t.id = ? and d.active and d.required and (d.ticket_types = '[]' or d.ticket_types @> to_jsonb(t.type)) and t.custom_fields -> d.key is null
     order by d.position, d.key`,
    [id],
  );
  const [first] = missing;
  if (first === undefined) return;
  throw new AppError('refused_transition', {
    message: 'required fields are missing',
    userMessage: `${number} was not changed: ${missing.map((field) => `“${field.label}”`).join(', ')} must have a value first. For example: field ${number} ${first.key} VALUE`,
    details: { ticket: number, fields: missing.map((field) => field.key) },
  });
}
