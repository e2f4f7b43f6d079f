import { z } from 'zod';
import { languageCode, mailAddress, shownName, zoneName } from '../input.rules.ts';
import { roles } from './permissions.rules.ts';

/** What may be said of a new member of staff. */
export const newStaffSchema = z.object({
  email: mailAddress,
  name: shownName,
  role: z.enum(roles, `must be one of ${roles.join(', ')}`).optional(),
  timeZone: zoneName.optional(),
  language: languageCode.optional(),
});

/** What may be changed of one. */
export const staffChangesSchema = newStaffSchema.omit({ email: true }).extend({ active: z.boolean() }).partial();

/** The role of somebody nobody chose a role for: the first of a tenant owns it. */
export function startingRole(isFirst: boolean): 'owner' | 'support' {
  return isFirst ? 'owner' : 'support';
}
