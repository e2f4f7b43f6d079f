import type { TenantId, TicketId } from '../../domain/ids.types.ts';

/**
 * Ids only: texts stay in the database. `nextAt` (ISO 8601, null is never) is what the start or a signal already knows of the ticket's next due instant; without it
 * the workflow looks for itself.
 */
export type TicketInput = { tenantId: TenantId; ticketId: TicketId; isNew: boolean; nextAt?: string | null };

/** What "the ticket changed" may bring along. */
export type TicketChange = { nextAt: string | null };

/** The ticket's clock as it crosses the wire, in ISO 8601. `closeAt` is what runs of the first release recorded. */
export type TicketClockView = { isOver: boolean; nextAt?: string | null; closeAt?: string | null };
