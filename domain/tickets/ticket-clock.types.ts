/** What the ticket's workflow has to wait for: `closeAt` is when a quiet resolved ticket is closed; `isOver` ends the workflow. */
export type TicketClock = { isOver: boolean; closeAt: Date | null };
