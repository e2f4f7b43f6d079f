import type { StaffUserId, TeamId } from '../ids.types.ts';
import type { TicketPriority, TicketStatus, TicketType } from './tickets.types.ts';

/** One change that can be made to many tickets or be a step of a macro. `me` is whoever does it, null is nobody. */
export type TicketChange =
  | { kind: 'status'; status: TicketStatus }
  | { kind: 'priority'; priority: TicketPriority }
  | { kind: 'type'; type: TicketType }
  | { kind: 'assign'; to: StaffUserId | 'me' | null }
  | { kind: 'team'; team: TeamId }
  | { kind: 'tags'; add: string[]; remove: string[] };
