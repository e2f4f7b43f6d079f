import type { TicketId } from '../ids.types.ts';
import { notify } from '../notifications/notify.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { MailTrust } from './mail-trust.types.ts';

/**
 * The note under which a mail waits when its address has opened as many tickets in the last hour as the company takes from one (`mail.md` rule 33,
 * `domain.md` 3.4 rule 3), else null. Whoever proves their address is counted apart: what others sent in their name shuts nobody out. Managers are told once per address and day (UTC). Mails on known tickets are never held by this.
 */
export async function holdFlood(uow: TenantUnitOfWork, address: string, { verdict }: Pick<MailTrust, 'verdict'>): Promise<string | null> {
  const [row] = await sqlRows<{ opened: number; most: number; newest: TicketId | null }>(
    uow,
    `select t.tickets_per_address_hour as most, f.opened, f.newest from tenants t cross join lateral (
       select count(*)::integer as opened, (array_agg(q.id order by q.created_at desc))[1] as newest from (
         select k.id, k.created_at from tickets k where k.requester_address = ? and k.channel = 'email' and k.created_at > ?
           and (not ?::boolean or exists (select 1 from ticket_messages m join inbound_mails i on i.id = m.inbound_mail_id
             where m.ticket_id = k.id and i.trust->>'verdict' = 'pass'))
         order by k.created_at desc limit t.tickets_per_address_hour) q) f`,
    [address.toLowerCase(), new Date(uow.now.getTime() - 3_600_000), verdict === 'pass'],
  );
  if (row === undefined || row.opened < row.most || row.newest === null) return null;
  await notify(uow, {
    kind: 'sender_held',
    ticketId: row.newest,
    key: `sender_held:${address.toLowerCase()}:${uow.now.toISOString().slice(0, 10)}`,
    audience: [{ kind: 'managers' }],
    facts: { by: address.toLowerCase(), limit: row.most },
  });
  return `more than ${row.most} new tickets within an hour from this address`;
}
