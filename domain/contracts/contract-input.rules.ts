import { z } from 'zod';
import type { CustomerId } from '../ids.types.ts';
import { shownName } from '../input.rules.ts';
import { contractTypes } from '../sla/policy-in-force.types.ts';

const isoDate = z.iso.date('must be a date such as 2026-12-31');

/** A new contract: dates are local, both inside its term; without `endsOn` it runs on. */
export const newContractSchema = z
  .object({
    customerId: z.uuid('must be an id').transform((id) => id as CustomerId),
    name: shownName,
    type: z.enum(contractTypes, `must be one of ${contractTypes.join(', ')}`).default('maintenance'),
    slaPolicyId: z.uuid('must be an id').nullable().default(null),
    startsOn: isoDate,
    endsOn: isoDate.nullable().default(null),
  })
  .refine(({ startsOn, endsOn }) => endsOn === null || endsOn >= startsOn, { path: ['endsOn'], error: 'must not be before its start' });
