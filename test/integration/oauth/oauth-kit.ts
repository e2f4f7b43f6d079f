import { type MailboxId, newId, type StaffUserId, type TenantId } from '../../../domain/ids.types.ts';
import { addMailbox } from '../../../domain/mailboxes/add-mailbox.ts';
import { loadMailboxOauth } from '../../../domain/mailboxes/load-mailbox-oauth.ts';
import { MailboxOauthRow } from '../../../domain/mailboxes/mailbox-oauth.entity.ts';
import type { MailboxOauth } from '../../../domain/mailboxes/mailbox-oauth.types.ts';
import { Mailbox } from '../../../domain/mailboxes/mailboxes.entity.ts';
import { type NewMailboxOauth, saveMailboxOauth } from '../../../domain/mailboxes/save-mailbox-oauth.ts';
import type { Role } from '../../../domain/people/permissions.rules.ts';
import { sqlRun } from '../../../domain/tenancy/sql.ts';
import { createMailboxTokens, type MailboxTokens } from '../../../mail/oauth/mailbox-tokens.ts';
import { addStaffRow, openTestDesk, silent, system, type TestDesk } from '../../support/desk.ts';
import { registration } from '../../support/oauth/token-book.ts';
import { TokenServer } from '../../support/oauth/token-server.ts';
import { openTestWeb, type TestWeb } from '../../support/web.ts';
import { type WebAnswer, type WebClient, webClient } from '../../support/web-client.ts';

/** A mailbox of the first tenant that signs in at the test's token server. */
export type OauthBox = { tenantId: TenantId; mailboxId: MailboxId; address: string };
export type Admin = WebClient & { userId: StaffUserId };

/** Two tenants, the web role on a socket, and a strict token server. */
export class OauthDesk {
  readonly desk: TestDesk;
  readonly web: TestWeb;
  readonly provider: TokenServer;
  /** Moves the clock of the tokens, in ms. */
  ahead = 0;

  private constructor(desk: TestDesk, web: TestWeb, provider: TokenServer) {
    this.desk = desk;
    this.web = web;
    this.provider = provider;
  }

  static async open(): Promise<OauthDesk> {
    const desk = await openTestDesk({ pool: 12 });
    return new OauthDesk(desk, await openTestWeb(desk), await TokenServer.start());
  }

  async close(): Promise<void> {
    await this.web.close();
    await this.provider.stop();
    await this.desk.close();
  }

  /** A source of tokens as one process has it. */
  tokens(desk: Pick<TestDesk, 'withTenant'> = this.desk): MailboxTokens {
    const now = (): Date => new Date(Date.now() + this.ahead);
    return createMailboxTokens({ withTenant: desk.withTenant, keyRing: this.web.keyRing, log: silent, now });
  }

  /** A browser in which a new member of staff is signed in. */
  async browser(role: Role = 'admin', tenantId = this.desk.one.id): Promise<Admin> {
    const userId = newId<StaffUserId>();
    await addStaffRow(this.desk.withTenant, tenantId, userId, `${role}-${userId.slice(-6)}@x.example`, role);
    const client = await webClient(this.web, await this.web.signInToken(tenantId, userId));
    return Object.assign(client, { userId });
  }

  /** A mailbox with servers of this machine that is set up for OAuth and waits for a consent. */
  async box(user: string, ports: { imap?: number; smtp?: number } = {}, more: Partial<NewMailboxOauth> = {}): Promise<OauthBox> {
    const tenantId = this.desk.one.id;
    const address = `${user}-${newId<string>().slice(-6)}@one.example`;
    const here = (port: number) => ({ host: '127.0.0.1', port, secure: false, user: `${user}@test.example`, password: null });
    const wanted = {
      ...this.client(),
      imap: ports.imap === undefined ? null : { ...here(ports.imap), importFrom: 'all' as const },
      smtp: here(ports.smtp ?? 1),
      ...more,
    };
    const { id } = await this.desk.withTenant(tenantId, system, async (uow) => {
      await addMailbox(uow, { address, name: user, imap: null, smtp: null }, this.web.keyRing);
      return saveMailboxOauth(uow, address, wanted, this.web.keyRing);
    });
    return { tenantId, mailboxId: id, address };
  }

  client(): NewMailboxOauth {
    return {
      provider: 'custom',
      flow: 'person',
      clientId: registration.clientId,
      clientSecret: registration.clientSecret,
      authorizeUrl: this.provider.authorizeUrl,
      tokenUrl: this.provider.tokenUrl,
      scopes: registration.scopes,
    };
  }

  /** Goes to the provider and comes back to where it sends the browser; the address is of our own web role. */
  async consent(admin: Admin, box: OauthBox, account: string): Promise<{ path: string; state: string }> {
    this.provider.person = { ...this.provider.person, account };
    const begun = await admin.send('POST', '/api/mailbox-oauth/begin', { address: box.address });
    const { url } = begun.json as { url: string };
    const back = new URL((await fetch(url, { redirect: 'manual' })).headers.get('location') ?? '');
    return { path: `${back.pathname}${back.search}`, state: back.searchParams.get('state') ?? '' };
  }

  /** Comes back in the browser that holds that state in its cookie. */
  comeBack(path: string, cookie: string | null): Promise<WebAnswer> {
    const stranger = { get: async (...given: Parameters<WebClient['get']>) => (await webClient(this.web)).get(...given) };
    return stranger.get(path, cookie === null ? {} : { cookie: `deskhand-mailbox=${cookie}` });
  }

  /** The whole way, as an admin of the first tenant goes it. */
  async connect(box: OauthBox, account: string): Promise<WebAnswer> {
    const { path, state } = await this.consent(await this.browser(), box, account);
    return this.comeBack(path, state);
  }

  async oauthOf({ tenantId, mailboxId }: OauthBox): Promise<MailboxOauth> {
    const found = await this.desk.withTenant(tenantId, system, (uow) => loadMailboxOauth(uow, mailboxId));
    if (found === null) throw new Error('the mailbox does not sign in by OAuth');
    return found;
  }

  rowOf({ tenantId, mailboxId }: OauthBox): Promise<MailboxOauthRow> {
    return this.desk.withTenant(tenantId, system, ({ em }) => em.findOneOrFail(MailboxOauthRow, { mailboxId }));
  }

  mailboxOf({ tenantId, mailboxId }: OauthBox): Promise<Mailbox> {
    return this.desk.withTenant(tenantId, system, ({ em }) => em.findOneOrFail(Mailbox, { id: mailboxId }));
  }

  /** Lets the stored token end in so many ms by its date, whatever the provider thinks of it. */
  async endsIn({ tenantId, mailboxId }: OauthBox, ms: number): Promise<void> {
    const at = new Date(Date.now() + this.ahead + ms);
    await this.desk.withTenant(tenantId, system, (uow) =>
      sqlRun(uow, 'update mailbox_oauth set expires_at = ? where mailbox_id = ?', [at, mailboxId]),
    );
  }

  /** What the token server answered to requests of that kind since the test began to count. */
  grants(kind: string, from = 0): string[] {
    return this.provider.grants.slice(from).flatMap(({ grant, answer }) => (grant === kind ? [answer] : []));
  }
}
