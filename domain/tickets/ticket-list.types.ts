import type { TicketId } from '../ids.types.ts';
import type { SqlPart } from '../tenancy/sql-part.rules.ts';
import type { TicketCursor } from './ticket-cursor.rules.ts';
import type { TicketSort } from './ticket-sort.rules.ts';
import type { TicketPriority, TicketStatus } from './tickets.types.ts';

/** One ticket as lists show it. `dueAt` is the next due time of its clocks. */
export type TicketLine = {
  id: TicketId;
  number: string;
  subject: string;
  status: TicketStatus;
  priority: TicketPriority;
  requester: string | null;
  customer: string | null;
  assignee: string | null;
  isSpam: boolean;
  createdAt: Date;
  updatedAt: Date;
  dueAt: Date | null;
  breached: boolean;
  version: number;
};

/**
 * `total` stops somewhere: then there are at least so many, and `totalIsAtLeast` says so. `next` is the cursor of the following page, null on the last one.
 * `query` is what was searched for, for `findExcerpts`.
 */
export type TicketPage = { tickets: TicketLine[]; total: number; totalIsAtLeast: boolean; next: string | null; query: string | null };

/** A line with the place where a page that ends there goes on. */
export type PlacedLine = TicketLine & { segment: number; at: string };

/** What a page is read by. `after` null: the first page. */
export type PageWish = { where: SqlPart; sort: TicketSort; after: TicketCursor | null; limit: number };
