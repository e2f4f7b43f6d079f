import type { z } from 'zod';
import type { KeyRing } from '../../storage/key-ring.ts';
import { AppError, notFound } from '../errors.ts';
import type { MailboxId } from '../ids.types.ts';
import { parseInput } from '../input.rules.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { OauthClient, OauthState } from './mailbox-oauth.types.ts';
import { mailboxSecretContext } from './mailbox-secret.rules.ts';
import type { ServerSettings } from './mailboxes.types.ts';
import { mailboxOauthSchema } from './oauth-input.rules.ts';
import { type ProviderFacts, providerFacts } from './oauth-providers.rules.ts';

/** A registration at a provider, for a mailbox that is there. Servers that are left out stay; a mailbox that has none gets the provider's. */
export type NewMailboxOauth = z.input<typeof mailboxOauthSchema>;

type Input = z.output<typeof mailboxOauthSchema>;
type Servers = { imap: ServerSettings | null; smtp: ServerSettings | null };
type Mailbox = Servers & { id: MailboxId; address: string };
type Known = OauthClient & { refreshToken: string | null };

/**
 * Lets a mailbox sign in by OAuth. The tokens of an earlier consent stay when client, scopes and servers do: so a client secret that has ended is
 * replaced without anybody consenting again. Otherwise they are emptied and the mailbox waits for a consent; its password works until then. Throws
 * `not_found` and `invalid_input`.
 */
export async function saveMailboxOauth(
  uow: TenantUnitOfWork,
  address: string,
  wanted: NewMailboxOauth,
  keyRing: Pick<KeyRing, 'seal'>,
): Promise<{ id: MailboxId; state: OauthState }> {
  const input = parseInput(mailboxOauthSchema, wanted);
  const mailbox = await mailboxOf(uow, address);
  const facts = providerFacts(input.provider, input.flow, input.directory);
  const servers = serversOf(mailbox, input, facts);
  const [known] = await sqlRows<Known>(
    uow,
    `select provider, flow, client_id as "clientId", client_secret as "clientSecret", authorize_url as "authorizeUrl", token_url as "tokenUrl", scopes,
       refresh_token as "refreshToken" from mailbox_oauth where mailbox_id = ? for update`,
    [mailbox.id],
  );
  const client = clientOf(mailbox, input, facts, known, keyRing);
  const keeps = known !== undefined && isSame(known, client) && goTo(mailbox) === goTo(servers);
  const state = client.flow === 'app' || (keeps && known.refreshToken !== null) ? 'connected' : 'pending';
  await storeServers(uow, mailbox, servers);
  await store(uow, mailbox.id, client, { state, shared: input.shared, keeps });
  if (state === 'connected') await forgetTrouble(uow, mailbox.id);
  return { id: mailbox.id, state };
}

async function mailboxOf(uow: TenantUnitOfWork, address: string): Promise<Mailbox> {
  const [row] = await sqlRows<Mailbox>(uow, 'select id, address, imap, smtp from mailboxes where address = ? for update', [
    address.trim().toLowerCase(),
  ]);
  if (row === undefined) throw notFound('mailbox', address);
  return row;
}

function serversOf(mailbox: Mailbox, input: Input, facts: ProviderFacts | null): Servers {
  const ours = (kind: 'imap' | 'smtp'): ServerSettings | null => (facts === null ? null : { ...facts[kind], user: mailbox.address });
  const imap = input.imap ?? mailbox.imap ?? ours('imap');
  const smtp = input.smtp ?? mailbox.smtp ?? ours('smtp');
  if (imap === null && smtp === null) throw missing('the mail servers of the mailbox are missing (--imap-host, --smtp-host)');
  return { imap, smtp };
}

function clientOf(
  mailbox: Mailbox,
  input: Input,
  facts: ProviderFacts | null,
  known: Known | undefined,
  keyRing: Pick<KeyRing, 'seal'>,
): OauthClient {
  const { provider, flow, clientId } = input;
  const kept = known?.clientId === clientId ? known : undefined;
  const authorizeUrl = flow === 'app' ? null : (input.authorizeUrl ?? facts?.authorizeUrl ?? kept?.authorizeUrl ?? null);
  const tokenUrl = input.tokenUrl ?? facts?.tokenUrl ?? kept?.tokenUrl;
  const scopes = input.scopes ?? facts?.scopes ?? kept?.scopes;
  if (tokenUrl === undefined || scopes === undefined || (flow === 'person' && authorizeUrl === null))
    throw missing('a provider of your own needs its addresses and scopes (--authorize-url, --token-url, --scopes)');
  const given = input.clientSecret === null ? null : keyRing.seal(input.clientSecret, mailboxSecretContext(mailbox.id, 'oauth-client'));
  const clientSecret = given ?? kept?.clientSecret ?? null;
  if (clientSecret === null && (flow === 'app' || provider === 'google')) throw missing('the client secret is missing');
  return { provider, flow, clientId, clientSecret, authorizeUrl, tokenUrl, scopes };
}

function isSame(known: OauthClient, wanted: OauthClient): boolean {
  return (['provider', 'flow', 'clientId', 'authorizeUrl', 'tokenUrl', 'scopes'] as const).every((key) => known[key] === wanted[key]);
}

/** Where a token would be shown, and as whom: it never goes to a server that it was not given for. */
function goTo({ imap, smtp }: Servers): string {
  return JSON.stringify([imap?.host, imap?.user, smtp?.host, smtp?.user]);
}

async function store(
  uow: TenantUnitOfWork,
  id: MailboxId,
  client: OauthClient,
  { state, shared, keeps }: { state: OauthState; shared: boolean; keeps: boolean },
): Promise<void> {
  const kept = keeps ? 'o.' : 'excluded.';
  await sqlRun(
    uow,
    `insert into mailbox_oauth as o (tenant_id, mailbox_id, provider, flow, client_id, client_secret, authorize_url, token_url, scopes, shared, state,
       connected_at, updated_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     on conflict (mailbox_id) do update set provider = excluded.provider, flow = excluded.flow, client_id = excluded.client_id,
       client_secret = excluded.client_secret, authorize_url = excluded.authorize_url, token_url = excluded.token_url, scopes = excluded.scopes,
       shared = excluded.shared, state = excluded.state, account = ${kept}account, refresh_token = ${kept}refresh_token,
       connected_at = excluded.connected_at, access_token = null, expires_at = null, last_error = null, refresh_lease_until = null, retry_at = null,
       failures = 0, forced_at = null, consent_hash = null, consent_verifier = null, consent_by = null, consent_expires_at = null,
       updated_at = excluded.updated_at`,
    [
      uow.tenantId,
      id,
      ...[client.provider, client.flow, client.clientId, client.clientSecret, client.authorizeUrl, client.tokenUrl, client.scopes],
      ...[shared, state, state === 'connected' ? uow.now : null, uow.now],
    ],
  );
}

/** A password stays with the server and user it was entered for. */
async function storeServers(uow: TenantUnitOfWork, before: Mailbox, after: Servers): Promise<void> {
  const keeps = (kind: 'imap' | 'smtp'): boolean => before[kind]?.host === after[kind]?.host && before[kind]?.user === after[kind]?.user;
  await sqlRun(
    uow,
    `update mailboxes set imap = ?::jsonb, imap_secret = case when ? then imap_secret end, smtp = ?::jsonb,
       smtp_secret = case when ? then smtp_secret end, version = version + 1 where id = ?`,
    [json(after.imap), keeps('imap'), json(after.smtp), keeps('smtp'), before.id],
  );
}

async function forgetTrouble(uow: TenantUnitOfWork, id: MailboxId): Promise<void> {
  await sqlRun(
    uow,
    `update mailboxes set imap_secret = null, smtp_secret = null, health = 'unknown', failing_since = null, last_error = null where id = ?`,
    [id],
  );
}

function json(settings: ServerSettings | null): string | null {
  return settings === null ? null : JSON.stringify(settings);
}

function missing(what: string): AppError {
  return new AppError('invalid_input', { message: what, userMessage: `Nothing was saved: ${what}.` });
}
