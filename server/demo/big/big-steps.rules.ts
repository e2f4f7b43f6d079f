import { newId, type TenantId } from '../../../domain/ids.types.ts';
import type { BulkStep } from '../../../domain/tenancy/bulk.types.ts';
import { type BigShape, drawnRank, tenantSizes, wordSql } from './big-shape.rules.ts';

const rounds = 40;
const years = 3;

/**
 * The statements that make a big database: first the companies with their people and customers, then their tickets round by round, oldest first, so that the
 * rows of all companies lie among each other as they do after years. Words, customers and people are drawn by Zipf’s law.
 */
export function* bigSteps(shape: BigShape): Generator<BulkStep> {
  const ratio = shape.messages / shape.tickets;
  const companies = tenantSizes(shape).map((size, index) => ({ id: newId<TenantId>(), size, index }));
  for (const { id, size, index } of companies) yield { tenantId: id, tickets: 0, statements: companyStatements(id, size, index) };
  for (let round = 0; round < rounds; round += 1) {
    for (const { id, size } of companies) {
      const [first, last] = [Math.floor((size * round) / rounds) + 1, Math.floor((size * (round + 1)) / rounds)];
      if (last >= first) yield { tenantId: id, tickets: last - first + 1, statements: [ticketStatement(id, { first, last, size, ratio })] };
    }
  }
}

type Statement = BulkStep['statements'][number];

function companyStatements(id: TenantId, size: number, index: number): Statement[] {
  const slug = `big-${String(index).padStart(3, '0')}`;
  const people = Math.min(40, Math.max(3, Math.round(size / 800)));
  const customers = Math.min(20_000, Math.max(5, Math.round(size / 60)));
  const made = `now() - interval '${years} years'`;
  return [
    {
      sql: `insert into tenants (id, name, slug, time_zone, language, acknowledge, created_at) values (?::uuid, ?, ?, 'Europe/London', 'en', false, ${made})`,
      params: [id, `Big company ${index}`, slug],
    },
    {
      sql: `insert into staff_users (tenant_id, id, email, name, role, time_zone, language, created_at)
        select ?::uuid, uuidv7(), 'agent' || n || '@' || ?::text || '.example', 'Agent ' || n, case n when 1 then 'owner' else 'support' end,
          'Europe/London', 'en', ${made} from generate_series(1, ?::integer) as n`,
      params: [id, slug, people],
    },
    {
      sql: `insert into customers (tenant_id, id, name, domains, created_at)
        select ?::uuid, uuidv7(), initcap(${wordSql('(900000 + n)')}) || ' ' || n, jsonb_build_array('customer' || n || '.example'), ${made} from generate_series(1, ?::integer) as n`,
      params: [id, customers],
    },
    {
      sql: `insert into mailboxes (tenant_id, id, address, name, created_at) values (?::uuid, uuidv7(), 'support@' || ?::text || '.example', 'Support', ${made})`,
      params: [id, slug],
    },
    {
      sql: `insert into counters (tenant_id, kind, period, value)
        select ?::uuid, 'TKT', to_char(m, 'YYYYMM'), ?::integer
        from generate_series(date_trunc('month', now() - interval '${years} years'), now(), interval '1 month') as m`,
      params: [id, size],
    },
  ];
}

type Range = { first: number; last: number; size: number; ratio: number };

const drawnFrom = (list: string): string => `${list}[floor(exp(random() * ln(cardinality(${list}))))::integer]`;
const words = (least: number, more: number, seed: string): string =>
  `(select string_agg(${wordSql(drawnRank)}, ' ') from generate_series(1, ${least} + (${seed} * 7919 % ${more})::integer))`;

/** Tickets with their messages and first events. The last three of a hundred are the unfinished ones, but for some that were forgotten. */
function ticketStatement(id: TenantId, { first, last, size, ratio }: Range): Statement {
  const mean = Math.max(0.01, ratio - 0.5).toFixed(3);
  return {
    sql: `with company as materialized (
  select (select array_agg(s.id order by s.id) from staff_users s where s.tenant_id = ?::uuid) as people,
    (select array_agg(c.id order by c.id) from customers c where c.tenant_id = ?::uuid) as customers,
    (select m.id from mailboxes m where m.tenant_id = ?::uuid limit 1) as mailbox
), born as materialized (
  select n, now() - interval '${years} years' * (1 - n::float8 / ?::integer) - random() * interval '1 hour' as at,
    random() < case when n > 0.97 * ?::integer then 0.7 else 0.02 end as unfinished, random() as luck, random() as share,
    floor(random() * 400)::integer as person
  from generate_series(?::integer, ?::integer) as n
), dated as materialized (
  select b.*, uuidv7(b.at - now()) as id, least(now(), case when b.unfinished then now() - power(random(), 2) * interval '12 days'
      else b.at + power(random(), 3) * interval '20 days' end) as changed, random() as late from born b
), fresh as (
  insert into tickets (tenant_id, id, number, subject, status, priority, type, channel, language, mailbox_id, customer_id, requester_address, requester_name,
    assignee_id, tags, next_due_at, breached, created_at, updated_at, resolved_at, closed_at, reopened)
  select ?::uuid, d.id, 'TKT-' || to_char(d.at, 'YYYYMM') || '-' || lpad(d.n::text, 5, '0'), ${words(3, 5, 'd.n')},
    case when d.unfinished then (array['open', 'open', 'in_progress', 'waiting_customer'])[1 + floor(d.luck * 4)::integer]
      else (array['closed', 'closed', 'closed', 'closed', 'resolved', 'cancelled'])[1 + floor(d.luck * 6)::integer] end,
    (array['low', 'low', 'medium', 'medium', 'medium', 'medium', 'high', 'high', 'medium', 'urgent'])[1 + floor(random() * 10)::integer],
    (array['support', 'bug', 'technical', 'general', 'billing', 'feature_request'])[1 + floor(random() * 6)::integer], 'email', 'en', company.mailbox,
    case when d.share < 0.92 then ${drawnFrom('company.customers')} end, 'person' || d.person || '@customer' || (d.n % 5000) || '.example', 'Person ' || d.person,
    case when random() < case when d.unfinished then 0.8 else 0.97 end then ${drawnFrom('company.people')} end,
    case when d.luck < 0.3 then array[${wordSql(drawnRank)}] else '{}' end,
    case when d.unfinished and random() < 0.7 then now() + (d.late * 7 - 2) * interval '1 day' end, d.late < 0.05, d.at, greatest(d.at, d.changed),
    case when not d.unfinished then d.changed end, case when not d.unfinished then d.changed end, case when d.luck < 0.04 then 1 else 0 end
  from dated d, company
  returning id, created_at, updated_at, number, requester_address, requester_name
), told as (
  insert into ticket_events (tenant_id, id, ticket_id, type, at, actor, data)
  select ?::uuid, uuidv7(f.created_at - now()), f.id, 'opened', f.created_at, '{"kind": "system", "name": "mail"}', jsonb_build_object('number', f.number) from fresh f
)
insert into ticket_messages (tenant_id, id, ticket_id, kind, is_public, author, text, mail_message_id, created_at)
select ?::uuid, uuidv7(m.at - now()), m.ticket, case when k % 2 = 1 then 'mail' when k % 10 = 0 then 'note' else 'reply' end, k % 10 <> 0,
  case when k % 2 = 1 then jsonb_build_object('kind', 'contact', 'address', m.address, 'name', m.name)
    else jsonb_build_object('kind', 'staff', 'userId', company.people[1], 'name', 'Agent 1') end,
  ${words(15, 31, '(m.n + k * 13)')}, '<' || gen_random_uuid() || '@big.example>', m.at
from (
  select f.id as ticket, f.requester_address as address, f.requester_name as name, split_part(f.number, '-', 3)::integer as n, k,
    f.created_at + (f.updated_at - f.created_at) * (k - 1) / greatest(c.messages, 1) as at
  from fresh f cross join lateral (
    select case when split_part(f.number, '-', 3)::integer % 500 = 250 then 50 else 1 + floor(-ln(1 - random()) * ${mean})::integer end as messages
    where f.id is not null) c cross join lateral generate_series(1, c.messages) as k
) m, company`,
    params: [id, id, id, size, size, first, last, id, id, id],
  };
}
