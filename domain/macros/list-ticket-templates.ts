import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { TicketPriority, TicketType } from '../tickets/tickets.types.ts';

/** A template with what a ticket of it starts with. */
export type TicketTemplateLine = {
  id: string;
  name: string;
  category: string;
  subject: string;
  description: string;
  nextAction: string | null;
  tags: string[];
  priority: TicketPriority | null;
  type: TicketType | null;
  version: number;
};

/** The active templates by category and name, at most 200. */
export async function listTicketTemplates(uow: TenantUnitOfWork): Promise<TicketTemplateLine[]> {
  return sqlRows<TicketTemplateLine>(
    uow,
    `select id, name, category, subject, description, next_action as "nextAction", tags, priority, type, version
     from ticket_templates where active order by lower(category), lower(name) limit 200`,
  );
}
