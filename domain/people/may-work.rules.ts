import { can, type Role, roles } from './permissions.rules.ts';

/** True for a role that works on tickets: it may answer them or change their status. */
export function mayWorkTickets(role: Role): boolean {
  return can(role, 'ticket:reply') || can(role, 'ticket:status');
}

/** The roles that work on tickets. */
export const workingRoles: readonly Role[] = roles.filter(mayWorkTickets);
