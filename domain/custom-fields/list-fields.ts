import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { FieldDefinition } from './custom-fields.types.ts';

/** The tenant's fields in their order; without `activeOnly` also those out of use. */
export async function listFields(uow: TenantUnitOfWork, activeOnly = false): Promise<FieldDefinition[]> {
  return sqlRows<FieldDefinition>(
    uow,
    `select id, key, label, type, options, required, ticket_types as "ticketTypes", position, active
     from custom_field_definitions ${activeOnly ? 'where active' : ''} order by active desc, position, key`,
  );
}
