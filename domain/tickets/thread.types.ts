import type { TicketId } from '../ids.types.ts';
import type { ParticipantRole } from './tickets.types.ts';

/**
 * Where a mail belongs. `participant` may speak on the ticket in that role. `stranger` carried a valid reply address of somebody else (a forward, a
 * changed Reply-To): shown to staff, without rights. `suggested` only looks related: it becomes a ticket of its own with a link. A subject number
 * alone is nothing.
 */
export type Thread =
  | { kind: 'participant'; ticketId: TicketId; role: ParticipantRole }
  | { kind: 'stranger'; ticketId: TicketId }
  | { kind: 'suggested'; ticketId: TicketId }
  | { kind: 'none' };
