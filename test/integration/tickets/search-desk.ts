import { splitWords } from '../../../bots/commands/words.rules.ts';
import { newId, type TicketId } from '../../../domain/ids.types.ts';
import { sqlRun } from '../../../domain/tenancy/sql.ts';
import { addMessage } from '../../../domain/tickets/add-message.ts';
import { listTickets } from '../../../domain/tickets/list-tickets.ts';
import { openTicket } from '../../../domain/tickets/open-ticket.ts';
import { readTicketFilter } from '../../../domain/tickets/ticket-filter.rules.ts';
import type { TicketFilter } from '../../../domain/tickets/ticket-filter.types.ts';
import type { TicketPage } from '../../../domain/tickets/ticket-list.types.ts';
import { system, type TestDesk, type TestTenant } from '../../support/desk.ts';

/** The filter that a text says, now in London. */
export function filterOf(text: string): TicketFilter {
  return readTicketFilter(splitWords(text), { now: new Date(), timeZone: 'Europe/London' }).filter;
}

/** A page of a tenant's tickets, as its agent asks for it. */
export function page(
  desk: TestDesk,
  tenant: TestTenant,
  text: string,
  options: { limit?: number; after?: string | null } = {},
): Promise<TicketPage> {
  return desk.withTenant(tenant.id, system, (uow) =>
    listTickets(uow, filterOf(text), { me: tenant.agent, limit: options.limit ?? 100, after: options.after ?? null }),
  );
}

/** The subjects of a tenant's tickets that a filter selects, in their order. */
export async function subjects(desk: TestDesk, tenant: TestTenant, text: string): Promise<string[]> {
  return (await page(desk, tenant, text)).tickets.map((ticket) => ticket.subject);
}

/** Every page from the first to the last, so many tickets each; `between` runs after each page. */
export async function allPages(
  desk: TestDesk,
  tenant: TestTenant,
  text: string,
  limit: number,
  between: () => Promise<void> = async () => undefined,
): Promise<string[]> {
  const found: string[] = [];
  let after: string | null = null;
  do {
    const one: TicketPage = await page(desk, tenant, text, { limit, after });
    found.push(...one.tickets.map((ticket) => ticket.id));
    after = one.next;
    await between();
  } while (after !== null && found.length < 10_000);
  return found;
}

/** A ticket with one message a text, and columns as they are wanted. */
export async function addTicket(
  desk: TestDesk,
  tenant: TestTenant,
  subject: string,
  options: { texts?: string[]; set?: Record<string, unknown>; customer?: boolean; from?: string } = {},
): Promise<TicketId> {
  return desk.withTenant(tenant.id, system, async (uow) => {
    const { id } = await openTicket(uow, {
      subject,
      channel: 'email',
      mailboxId: tenant.mailboxId,
      requester: { address: options.from ?? 'jane@acme.example', name: 'Jane Doe' },
      customerId: options.customer === true ? tenant.customerId : null,
      contactId: null,
      triage: null,
    });
    for (const text of options.texts ?? []) {
      const author = { kind: 'contact', address: 'jane@acme.example', name: 'Jane Doe' } as const;
      await addMessage(uow, { ticketId: id, kind: 'mail', isPublic: true, author, text });
    }
    for (const [column, value] of Object.entries(options.set ?? {}))
      await sqlRun(uow, `update tickets set ${column} = ? where id = ?`, [value, id]);
    return id;
  });
}

/** Many tickets at once, each with one message: `text` is SQL over the number `n` of the ticket. */
export async function addMany(desk: TestDesk, tenant: TestTenant, count: number, text: string): Promise<void> {
  await desk.withTenant(tenant.id, system, async (uow) => {
    const batch = newId<string>();
    await sqlRun(
      uow,
      `insert into tickets (tenant_id, id, number, subject, status, priority, channel, requester_address, customer_id, created_at, updated_at, next_due_at)
       select ?::uuid, gen_random_uuid(), 'X-' || ? || '-' || n, 'Bulk ' || n, (array['open','in_progress','waiting_customer','resolved','closed'])[1 + n % 5],
         (array['low','medium','high','urgent'])[1 + n % 4], 'email', 'p' || n || '@bulk.example', ?::uuid, now() - n * interval '1 minute',
         now() - (n / 3) * interval '1 minute', case when n % 3 = 0 then now() + n * interval '1 minute' end from generate_series(1, ?) as n`,
      [tenant.id, batch, tenant.customerId, count],
    );
    await sqlRun(
      uow,
      `insert into ticket_messages (tenant_id, id, ticket_id, kind, is_public, author, text, created_at)
       select t.tenant_id, gen_random_uuid(), t.id, 'mail', true, '{"kind": "contact", "address": "p@bulk.example", "name": "P"}', ${text}, t.created_at
       from (select t.*, split_part(t.number, '-', 7)::integer as n from tickets t where t.number like ?) t`,
      [`X-${batch}-%`],
    );
  });
}
