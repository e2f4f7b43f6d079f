/** What the ticket's workflow has to wait for: `nextAt` is the next instant at which something falls due; null is never. `isOver` ends the workflow. */
export type TicketClock = { isOver: boolean; nextAt: Date | null };
