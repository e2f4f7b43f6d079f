import type { z } from 'zod';
import { AppError } from '../errors.ts';
import { newId } from '../ids.types.ts';
import { parseInput } from '../input.rules.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { newFieldSchema } from './custom-field.rules.ts';

/** Most fields a tenant may have. */
const mostFields = 100;

/** A field to be added; `ticketTypes` empty or missing: every type of ticket has it. */
export type NewField = z.input<typeof newFieldSchema>;

/** Adds a field at the end. Throws `invalid_input` (a choice needs options, other types have none) and `conflict` for a key that is, or was, in use. */
export async function defineField(uow: TenantUnitOfWork, wanted: NewField): Promise<{ id: string; key: string }> {
  const field = parseInput(newFieldSchema, wanted);
  assertOptions(field.type, field.options);
  const [{ count, last } = { count: 0, last: 0 }] = await sqlRows<{ count: number; last: number }>(
    uow,
    'select count(*)::integer as count, coalesce(max(position), 0) as last from custom_field_definitions',
  );
  if (count >= mostFields) throw refused(`There are ${mostFields} fields already.`);
  const rows = await sqlRows<{ id: string }>(
    uow,
    `insert into custom_field_definitions (tenant_id, id, key, label, type, options, required, ticket_types, position, created_at)
     values (?, ?, ?, ?, ?, ?::jsonb, ?, ?::jsonb, ?, ?) on conflict (tenant_id, key) do nothing returning id`,
    [
      uow.tenantId,
      newId<string>(),
      field.key,
      field.label,
      field.type,
      JSON.stringify(field.options),
      field.required,
      JSON.stringify(field.ticketTypes),
      last + 1,
      uow.now,
    ],
  );
  const [row] = rows;
  if (row === undefined) throw keyTaken(field.key);
  return { id: row.id, key: field.key };
}

function assertOptions(type: string, options: string[]): void {
  if (type === 'choice' && options.length < 2) throw refused('A choice needs at least two options.');
  if (type !== 'choice' && options.length > 0) throw refused(`Only a choice has options; a ${type} has none.`);
}

function keyTaken(key: string): AppError {
  return new AppError('conflict', {
    message: 'a custom field of this key exists',
    userMessage: `There is, or was, a field “${key}”. Tickets keep its values, so the key stays taken: use it again with “field on ${key}” or choose another key.`,
  });
}

function refused(userMessage: string): AppError {
  return new AppError('invalid_input', { message: 'custom field refused', userMessage });
}
