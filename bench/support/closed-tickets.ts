import type { Setting } from './setting.ts';

/** Tickets as they are after years: closed, each with its mail, acknowledgement, requester, events and deliveries; so many over all companies. */
export async function addClosedTickets({ counter, companies }: Pick<Setting, 'counter' | 'companies'>, count: number): Promise<void> {
  const each = Math.ceil(count / companies.length);
  for (const { id, mailboxId } of companies) {
    await counter.rows('begin');
    for (const statement of statements) await counter.rows(statement, statement.includes('$3') ? [id, mailboxId, each] : [id, mailboxId]);
    await counter.rows('commit');
  }
  await counter.rows('analyze');
}

const statements = [
  `create temporary table past on commit drop as
   select g as n, gen_random_uuid() as ticket, gen_random_uuid() as inbound, gen_random_uuid() as message, gen_random_uuid() as delivery,
     'person' || g || '@past-' || (g % 5000) || '.example' as address, timestamptz '2025-01-01' + g * interval '5 minutes' as at, $1::uuid as tenant, $2::uuid as mailbox
   from generate_series(1, $3::int) as g`,
  `insert into tickets (tenant_id, id, number, subject, status, channel, language, mailbox_id, requester_address, requester_name, created_at, updated_at, resolved_at, closed_at)
   select tenant, ticket, 'TKT-202501-' || lpad(n::text, 6, '0'), 'The printer number ' || n || ' shows an error', 'closed', 'email', 'en', mailbox, address, 'Person ' || n, at,
     at + interval '3 days', at + interval '1 day', at + interval '3 days' from past where tenant = $1 and mailbox = $2`,
  `insert into inbound_mails (tenant_id, id, mailbox_id, shard, door, natural_key, sha256, size, raw, received_at, state, next_attempt_at, ticket_id, settled_at, from_address, subject)
   select tenant, inbound, mailbox, 0, 'smtp', 'smtp:past:' || n, md5('a' || n) || md5('b' || n), 2300, convert_to(repeat('The printer shows an error. ', 80), 'UTF8'), at, 'applied', at, ticket, at, address,
     'The printer number ' || n || ' shows an error' from past where tenant = $1 and mailbox = $2`,
  `insert into ticket_participants (tenant_id, id, ticket_id, address, name, role, reply_ref, created_at)
   select tenant, gen_random_uuid(), ticket, address, 'Person ' || n, 'requester', substr(md5('r' || n || tenant), 1, 12), at from past where tenant = $1 and mailbox = $2`,
  `insert into ticket_messages (tenant_id, id, ticket_id, kind, is_public, author, text, mail_message_id, inbound_mail_id, created_at)
   select tenant, message, ticket, 'mail', true, jsonb_build_object('kind', 'contact', 'address', address), repeat('The printer shows an error. ', 60), '<past-' || n || '@past.example>', inbound, at
   from past where tenant = $1 and mailbox = $2`,
  `insert into ticket_messages (tenant_id, id, ticket_id, kind, is_public, author, text, mail_message_id, created_at)
   select tenant, gen_random_uuid(), ticket, 'acknowledgement', true, '{"kind": "system", "name": "Deskhand"}', repeat('We have your message. ', 12), '<dh.' || delivery || '@past.example>', at
   from past where tenant = $1 and mailbox = $2`,
  `insert into deliveries (tenant_id, id, shard, effect_key, purpose, ticket_id, mailbox_id, mail_message_id, mail, state, attempts, next_attempt_at, first_queued_at, settled_at, last_result)
   select tenant, delivery, 0, 'acknowledge:' || address || ':' || at::date || ':' || n, 'acknowledgement', ticket, mailbox, '<dh.' || delivery || '@past.example>',
     jsonb_build_object('to', jsonb_build_array(jsonb_build_object('name', '', 'address', address)), 'text', repeat('We have your message. ', 12)), 'sent', 1, at, at, at, '250 taken'
   from past where tenant = $1 and mailbox = $2`,
  `insert into ticket_events (tenant_id, id, ticket_id, type, at, actor)
   select tenant, gen_random_uuid(), ticket, type, at, '{"kind": "system", "name": "mail"}' from past, unnest(array['opened', 'message_added', 'resolved', 'closed']) as type
   where tenant = $1 and mailbox = $2`,
];
