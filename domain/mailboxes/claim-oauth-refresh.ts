import type { MailboxId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { OauthClient } from './mailbox-oauth.types.ts';

/** How long the claimant may take, in ms: longer than the one call and the tries to store its result. */
const leaseMs = 45_000;
/** A token that is good by its date, and refused by a mail server all the same, is replaced at most so often, in ms. */
const forcedPauseMs = 600_000;

/** The right to fetch a new token, once. `lease` proves it when the result is stored; both secrets are sealed. */
export type OauthRefresh = OauthClient & { address: string; lease: string; refreshToken: string | null };

/** When a token is due: none is there, it ends before `dueBefore`, or it is the (sealed) one that a mail server refused. */
export type RefreshReason = { dueBefore: Date; refused: string | null };

/**
 * Claims the fetching of a new token for all processes: whoever else asks meanwhile gets null. Committed before the provider is called, so no
 * transaction is open meanwhile (docs/decisions/0012). Lease times are the database's: the claimants run on several machines.
 */
export async function claimOauthRefresh(
  uow: TenantUnitOfWork,
  mailboxId: MailboxId,
  { dueBefore, refused }: RefreshReason,
): Promise<OauthRefresh | null> {
  const [row] = await sqlRows<OauthRefresh>(
    uow,
    `update mailbox_oauth o set refresh_lease_until = clock_timestamp() + ? * interval '1 millisecond',
       forced_at = case when o.access_token = ?::text then clock_timestamp() else o.forced_at end
     from mailboxes m where o.mailbox_id = ? and m.id = o.mailbox_id and o.state = 'connected'
       and (o.access_token is null or o.expires_at < ? or (o.access_token = ?::text
         and (o.forced_at is null or o.forced_at <= clock_timestamp() - ? * interval '1 millisecond')))
       and (o.refresh_lease_until is null or o.refresh_lease_until <= clock_timestamp())
       and (o.retry_at is null or o.retry_at <= clock_timestamp())
     returning m.address, o.provider, o.flow, o.client_id as "clientId", o.client_secret as "clientSecret", o.authorize_url as "authorizeUrl",
       o.token_url as "tokenUrl", o.scopes, o.refresh_token as "refreshToken", o.refresh_lease_until::text as lease`,
    [leaseMs, refused, mailboxId, dueBefore, refused, forcedPauseMs],
  );
  return row ?? null;
}
