import { AppError } from '../errors.ts';
import type { TicketId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { lockTicket } from '../tickets/lock-ticket.ts';
import { recordEvent } from '../tickets/record-event.ts';
import { wakeTicket } from '../tickets/wake-ticket.ts';
import { readFieldValue } from './custom-field.rules.ts';
import type { FieldValue } from './custom-fields.types.ts';
import { findField } from './find-field.ts';

/** Before and after; null is no value. */
export type FieldSet = { number: string; key: string; label: string; before: FieldValue | null; after: FieldValue | null; version: number };

/**
 * Sets a field of a ticket to what a person wrote, or takes its value away (`said` null). The same value again is not logged. Throws `invalid_input` that
 * names the field and what it takes, `not_found`, and `conflict` when the ticket is not at `seenVersion` any more.
 */
export async function setField(
  uow: TenantUnitOfWork,
  id: TicketId,
  name: string,
  said: string | null,
  seenVersion: number | null = null,
): Promise<FieldSet> {
  const ticket = await lockTicket(uow, id, seenVersion);
  const field = await findField(uow, name);
  if (field.ticketTypes.length > 0 && !field.ticketTypes.includes(ticket.type))
    throw otherType(ticket.number, field.label, field.ticketTypes);
  const after = said === null ? null : readFieldValue(field, said);
  const [row] = await sqlRows<{ value: FieldValue | null }>(uow, 'select custom_fields -> ?::text as value from tickets where id = ?', [
    field.key,
    id,
  ]);
  const before = row?.value ?? null;
  const done = { number: ticket.number, key: field.key, label: field.label, before, after };
  if (before === after) return { ...done, version: ticket.version };
  await sqlRun(
    uow,
    'update tickets set custom_fields = case when ? then custom_fields - ?::text else custom_fields || ?::jsonb end, updated_at = ?, version = version + 1 where id = ?',
    [after === null, field.key, JSON.stringify({ [field.key]: after }), uow.now, id],
  );
  await recordEvent(uow, id, 'field_changed', { key: field.key, label: field.label, from: before, to: after });
  await wakeTicket(uow, id);
  return { ...done, version: ticket.version + 1 };
}

function otherType(number: string, label: string, types: string[]): AppError {
  return new AppError('invalid_input', {
    message: 'the field is for other types of ticket',
    userMessage: `“${label}” is only for tickets of the type ${types.join(' or ').replaceAll('_', ' ')}. ${number} was not changed.`,
  });
}
