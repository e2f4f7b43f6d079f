import { splitWords } from '../../bots/commands/words.rules.ts';
import type { StaffUserId, TenantId, TicketId } from '../../domain/ids.types.ts';
import { sqlRows } from '../../domain/tenancy/sql.ts';
import type { TenantUnitOfWork } from '../../domain/tenancy/unit-of-work.ts';
import { countTickets } from '../../domain/tickets/count-tickets.ts';
import { listTickets } from '../../domain/tickets/list-tickets.ts';
import { readTicketFilter } from '../../domain/tickets/ticket-filter.rules.ts';
import { viewTicket } from '../../domain/tickets/view-ticket.ts';
import { bigWord } from '../../server/demo/big/big-shape.rules.ts';
import type { Door } from './big-database.ts';

/** Something people ask of a list; `ask` does the product's own work in one unit and says how many lines it got. */
export type Question = { name: string; ask(uow: TenantUnitOfWork): Promise<number> };

const pageLength = 25;
const actor = { kind: 'system', name: 'bench' } as const;

/** Whom the questions are about: the biggest company, a busy agent, a middling customer, and a ticket of fifty messages. */
type Subject = { me: StaffUserId; customer: string; longTicket: TicketId; markLater: string | null; view: string };

/** The questions to the biggest company of a made-up database. */
export async function listQuestions(door: Door): Promise<{ tenantId: TenantId; questions: Question[] }> {
  const tenantId = await biggestTenant(door);
  const subject = await door.withTenant(tenantId, actor, readSubject);
  return { tenantId, questions: questionsAbout(subject) };
}

function questionsAbout({ me, customer, longTicket, markLater, view }: Subject): Question[] {
  const page = (name: string, text: string, after: string | null = null): Question => ({ name, ask: (uow) => list(uow, text, me, after) });
  return [
    page('my open', 'mine'),
    page('unassigned', 'unassigned'),
    page('breaching next', 'has:due sort:due'),
    page('one customer’s open', `customer:"${customer}"`),
    page('status and priority', 'status:open priority:high'),
    { name: 'counts by status and priority', ask: async (uow) => (await countTickets(uow, filterOf(uow, 'all'), me)).length },
    page('saved view, page 1', view),
    page('saved view, page 100', view, markLater),
    {
      name: 'one ticket with 50 messages',
      ask: async (uow) => (await viewTicket(uow, longTicket, { limit: 50, before: null })).messages.length,
    },
    page('changed since', 'updated:<1d all'),
    page('text, rare word', `${bigWord(150_000)} all`),
    page('text, frequent word', `${bigWord(10)} all`),
    page('text, word in one of 60 tickets', `${bigWord(1_000)} all`),
    page('text, rare and frequent word', `${bigWord(190_000)} ${bigWord(3)} all`),
    page('text, one customer', `customer:"${customer}" ${bigWord(40)} all`),
    page('text, one customer, rare word', `customer:"${customer}" ${bigWord(150_000)} all`),
  ];
}

async function biggestTenant(door: Door): Promise<TenantId> {
  const rows = (await door.database.em.getConnection().execute("select id from lookup_tenants() where slug = 'big-000'", [], 'all')) as {
    id: TenantId;
  }[];
  if (rows[0] === undefined) throw new Error('the big company is not there');
  return rows[0].id;
}

async function readSubject(uow: TenantUnitOfWork): Promise<Subject> {
  const one = async <Row extends object>(sql: string, params: unknown[] = []): Promise<Row> => {
    const [row] = await sqlRows<Row>(uow, sql, [uow.tenantId, ...params]);
    if (row === undefined) throw new Error(`nothing found by: ${sql}`);
    return row;
  };
  const { me } = await one<{ me: StaffUserId }>(
    `select assignee_id as me from tickets where tenant_id = ? and assignee_id is not null and status in ('open', 'in_progress', 'waiting_customer')
     group by assignee_id order by count(*) desc, assignee_id limit 1`,
  );
  const { name } = await one<{ name: string }>(
    `select c.name from customers c join (select customer_id, count(*) as tickets from tickets where tenant_id = ? and customer_id is not null
       group by customer_id order by count(*) desc, customer_id limit 6) t on t.customer_id = c.id order by t.tickets, c.name limit 1`,
  );
  const { id } = await one<{ id: TicketId }>(
    'select ticket_id as id from ticket_messages where tenant_id = ? group by ticket_id order by (count(*) = 50) desc, count(*) desc limit 1',
  );
  const view = 'status:closed priority:>=medium';
  let markLater: string | null = null;
  for (let page = 1; page < 100; page += 1) {
    const found = await listTickets(uow, filterOf(uow, view), { me, limit: pageLength, after: markLater });
    if (found.next === null) break;
    markLater = found.next;
  }
  return { me, customer: name, longTicket: id, markLater, view };
}

async function list(uow: TenantUnitOfWork, text: string, me: StaffUserId, after: string | null): Promise<number> {
  return (await listTickets(uow, filterOf(uow, text), { me, limit: pageLength, after })).tickets.length;
}

function filterOf(uow: TenantUnitOfWork, text: string): ReturnType<typeof readTicketFilter>['filter'] {
  return readTicketFilter(splitWords(text), { now: uow.now, timeZone: 'Europe/London' }).filter;
}
