import type { TenantId, TicketId } from '../../domain/ids.types.ts';

/** Ids only: texts stay in the database. `isNew` spares a fresh ticket the first look at its clock. */
export type TicketInput = { tenantId: TenantId; ticketId: TicketId; isNew: boolean };

/** The ticket's clock as it crosses the wire; `closeAt` in ISO 8601. */
export type TicketClockView = { isOver: boolean; closeAt: string | null };
