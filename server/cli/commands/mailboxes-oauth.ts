import { readFile } from 'node:fs/promises';
import { notFound } from '../../../domain/errors.ts';
import type { MailboxId, TenantId } from '../../../domain/ids.types.ts';
import { findMailboxOauth } from '../../../domain/mailboxes/find-mailbox-oauth.ts';
import { listMailboxes } from '../../../domain/mailboxes/list-mailboxes.ts';
import type { MailboxOauth, OauthProvider } from '../../../domain/mailboxes/mailbox-oauth.types.ts';
import { accountWarning, providerName } from '../../../domain/mailboxes/oauth-providers.rules.ts';
import { removeMailboxOauth } from '../../../domain/mailboxes/remove-mailbox-oauth.ts';
import { type NewMailboxOauth, saveMailboxOauth } from '../../../domain/mailboxes/save-mailbox-oauth.ts';
import { returnUrl } from '../../../mail/oauth/mailbox-consent.ts';
import { createMailboxTokens } from '../../../mail/oauth/mailbox-tokens.ts';
import { webUrlOf } from '../../wiring/web-role.ts';
import { chooseTenant, inTenant, tenantOption } from '../choose-tenant.ts';
import { type CliOption, defineCommand, expectWords, type Terminal, UsageError } from '../cli.types.ts';
import { mailboxHostOptions, serverSettings } from '../mailbox-options.ts';
import { type Desk, withDesk } from '../open-desk.ts';

const text = (meaning: string) => ({ type: 'string', meaning }) as const;
const flag = (meaning: string) => ({ type: 'boolean', default: false, meaning }) as const;

const ownOptions = {
  provider: text('“microsoft”, “google” or “custom”'),
  'client-id': text('id of the application that you registered there'),
  directory: text('Microsoft: id or domain of your directory (tenant); left out, any work account may consent'),
  'app-only': flag('Microsoft: use permissions of the application; nobody consents in a browser'),
  shared: flag('the mailbox is a shared one that another account may open'),
  'new-secret': flag('enter the client secret anew'),
  'secret-file': text('file with the client secret; else it is asked for, or read from a pipe'),
  'authorize-url': text('where people consent, with “custom”'),
  'token-url': text('where tokens are given, with “custom”'),
  scopes: text('what is asked for, divided by blanks, with “custom”'),
  off: flag('go back to passwords and forget the tokens'),
} as const satisfies Record<string, CliOption>;

type Values = { [Key in keyof typeof ownOptions]?: (typeof ownOptions)[Key]['type'] extends 'boolean' ? boolean : string };
type Found = { id: MailboxId; oauth: MailboxOauth } | null;

/** Lets a mailbox sign in by OAuth, or says how that stands and prints the link. */
export const mailboxesOauth = defineCommand({
  options: { ...tenantOption, ...ownOptions, ...mailboxHostOptions },
  run: async (context, values, words) => {
    const [address = ''] = expectWords(words, 'ADDRESS');
    const { terminal } = context;
    await withDesk(context, async (desk) => {
      const { id: tenantId } = await chooseTenant(desk, values.tenant);
      const before = await inTenant(desk, values.tenant, (uow) => findMailboxOauth(uow, address));
      if (values.off) {
        await inTenant(desk, values.tenant, (uow) => removeMailboxOauth(uow, address));
        return terminal.out(`${address} signs in by password again. Enter it: deskhand mailboxes update ${address} --ask-imap-password`);
      }
      const { tenant: _tenant, ...given } = values;
      if (before === null || Object.values(given).some((value) => value !== undefined && value !== false)) {
        const wanted = await wantedOauth(values, before, terminal);
        const mailbox = (await inTenant(desk, values.tenant, listMailboxes)).find((one) => one.address === address.trim().toLowerCase());
        if (mailbox === undefined) throw notFound('mailbox', address);
        const imap = serverSettings('imap', values, mailbox.imap, mailbox.address);
        const smtp = serverSettings('smtp', values, mailbox.smtp, imap?.user ?? mailbox.address);
        const servers = { imap: imap && { ...imap, password: null }, smtp: smtp && { ...smtp, password: null } };
        await inTenant(desk, values.tenant, (uow) => saveMailboxOauth(uow, address, { ...wanted, ...servers }, desk.keyRing));
      }
      await tellState(desk, tenantId, address, terminal);
    });
  },
});

async function wantedOauth(values: Values, before: Found, terminal: Terminal): Promise<NewMailboxOauth> {
  const known = before?.oauth;
  const provider = (values.provider ?? known?.provider) as OauthProvider | undefined;
  const clientId = values['client-id'] ?? known?.clientId;
  if (provider === undefined) throw new UsageError('--provider is needed: microsoft, google or custom.');
  if (clientId === undefined) throw new UsageError('--client-id is needed.');
  const isSame = known?.provider === provider && known.clientId === clientId;
  const flow = values['app-only'] || (isSame && known.flow === 'app') ? 'app' : 'person';
  const kept = isSame && known.flow === flow && values.directory === undefined ? known : undefined;
  return {
    provider,
    flow,
    clientId,
    clientSecret: isSame && !values['new-secret'] && values['secret-file'] === undefined ? null : await readSecret(values, terminal),
    directory: values.directory ?? null,
    authorizeUrl: values['authorize-url'] ?? kept?.authorizeUrl ?? null,
    tokenUrl: values['token-url'] ?? kept?.tokenUrl ?? null,
    scopes: values.scopes ?? kept?.scopes ?? null,
    shared: values.shared || (kept?.shared ?? false),
  };
}

/** The last line break of a file is not part of the secret; an empty line is none. */
async function readSecret(values: Values, terminal: Terminal): Promise<string | null> {
  const file = values['secret-file'];
  const read = file === undefined ? await terminal.askSecret('Client secret (empty: none)') : await readFile(file, 'utf8');
  return read.trim() === '' ? null : read.trim();
}

async function tellState(desk: Desk, tenantId: TenantId, address: string, terminal: Terminal): Promise<void> {
  const found = await desk.withTenant(tenantId, { kind: 'system', name: 'cli' }, (uow) => findMailboxOauth(uow, address));
  if (found === null) throw notFound('mailbox that signs in by OAuth', address);
  const { oauth } = found;
  const name = providerName(oauth);
  if (oauth.flow === 'app') {
    await createMailboxTokens(desk).token({ tenantId, mailboxId: found.id });
    return terminal.out(`${name} gives the application tokens for ${oauth.address}. To try it: deskhand mailboxes test ${oauth.address}`);
  }
  const webUrl = webUrlOf(desk).replace(/\/$/, '');
  terminal.out(stateLine(oauth, name));
  terminal.out(`Redirect address to register at ${name}: ${returnUrl({ webUrl })}`);
  terminal.out(`To connect, an admin who is signed in opens: ${webUrl}/mailbox-oauth#${oauth.address}`);
  const warning = accountWarning(oauth);
  if (warning !== null) terminal.note(warning);
}

function stateLine(oauth: MailboxOauth, name: string): string {
  if (oauth.state === 'connected')
    return `${oauth.address} is connected to ${name}${oauth.account === null ? '' : ` as ${oauth.account}`}.`;
  if (oauth.state === 'pending') return `${oauth.address} is set up for ${name}; nobody has consented yet.`;
  return oauth.lastError ?? `${name} has ended the access of ${oauth.address}.`;
}
