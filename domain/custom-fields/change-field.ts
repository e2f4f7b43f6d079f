import type { z } from 'zod';
import { AppError, notFound } from '../errors.ts';
import { parseInput } from '../input.rules.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { fieldChangesSchema } from './custom-field.rules.ts';
import type { FieldDefinition } from './custom-fields.types.ts';

/** What to change; what is left out stays. */
export type FieldChanges = z.input<typeof fieldChangesSchema>;

/**
 * Changes a field or puts it out of use. Values that tickets have stay as they are, also one that is no longer among the options. Throws `invalid_input` and
 * `not_found`.
 */
export async function changeField(uow: TenantUnitOfWork, id: string, changes: FieldChanges): Promise<FieldDefinition> {
  const input = parseInput(fieldChangesSchema, changes);
  const [field] = await sqlRows<FieldDefinition>(
    uow,
    `select id, key, label, type, options, required, ticket_types as "ticketTypes", position, active from custom_field_definitions where id = ? for update`,
    [id],
  );
  if (field === undefined) throw notFound('field', id);
  if (input.options !== undefined && (field.type !== 'choice' || input.options.length < 2)) {
    throw new AppError('invalid_input', {
      message: 'options refused',
      userMessage:
        field.type === 'choice'
          ? 'A choice needs at least two options. Nothing was changed.'
          : `“${field.label}” is a ${field.type} and has no options.`,
    });
  }
  const after = { ...field, ...input } as FieldDefinition;
  await sqlRun(
    uow,
    'update custom_field_definitions set label = ?, options = ?::jsonb, required = ?, ticket_types = ?::jsonb, active = ? where id = ?',
    [after.label, JSON.stringify(after.options), after.required, JSON.stringify(after.ticketTypes), after.active, id],
  );
  return after;
}
