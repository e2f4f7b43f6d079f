import { AppError } from '../errors.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { FieldDefinition } from './custom-fields.types.ts';
import { listFields } from './list-fields.ts';

/** The field of that key or label, whatever its case. Throws `not_found` naming the fields there are. */
export async function findField(uow: TenantUnitOfWork, text: string, inactiveToo = false): Promise<FieldDefinition> {
  const said = text.trim().toLowerCase();
  const fields = await listFields(uow, !inactiveToo);
  const found = fields.find((field) => field.key === said) ?? fields.find((field) => field.label.toLowerCase() === said);
  if (found !== undefined) return found;
  const names = fields.map((field) => field.key).slice(0, 30);
  throw new AppError('not_found', {
    message: 'custom field not found',
    userMessage: `There is no field “${text.trim()}”. ${names.length === 0 ? 'There are none yet; an admin adds one with: field add KEY TYPE "Label"' : `There are: ${names.join(', ')}.`}`,
    details: { near: names },
  });
}
