import { addMailbox } from '../../../domain/mailboxes/add-mailbox.ts';
import { listMailboxes, type MailboxLine } from '../../../domain/mailboxes/list-mailboxes.ts';
import type { ServerSettings } from '../../../domain/mailboxes/mailboxes.types.ts';
import { updateMailbox } from '../../../domain/mailboxes/update-mailbox.ts';
import { inTenant, tenantOption } from '../choose-tenant.ts';
import { defineCommand, expectWords } from '../cli.types.ts';
import { columns } from '../columns.rules.ts';
import { mailboxServerOptions, readPassword, type ServerValues, serverSettings, withPassword } from '../mailbox-options.ts';
import { withDesk } from '../open-desk.ts';

const options = { ...tenantOption, name: { type: 'string', meaning: 'sender name of its mails' }, ...mailboxServerOptions } as const;

/** Connects a mailbox. */
export const mailboxesAdd = defineCommand({
  options,
  run: async (context, values, words) => {
    const [address = ''] = expectWords(words, 'ADDRESS');
    const { terminal } = context;
    const imap = serverSettings('imap', values, null, address);
    const smtp = serverSettings('smtp', values, null, imap?.user ?? address);
    const imapPassword = imap === undefined ? null : await readPassword('imap', values, terminal, `IMAP password of ${imap.user}`);
    const smtpPassword =
      smtp === undefined || smtp.user === null
        ? null
        : await readPassword('smtp', values, terminal, `SMTP password of ${smtp.user} (empty: as IMAP)`);
    const wanted = {
      address,
      name: values.name ?? address,
      imap: imap === undefined ? null : withPassword(imap, imapPassword || null),
      smtp: smtp === undefined ? null : withPassword(smtp, smtpPassword || imapPassword || null),
    };
    await withDesk(context, async (desk) => {
      await inTenant(desk, values.tenant, (uow) => addMailbox(uow, wanted, desk.keyRing));
      terminal.out(`Connected ${address}. To try it: deskhand mailboxes test ${address}`);
      if (imap === undefined) terminal.note('Without --imap-host its mail comes by the SMTP door or from files only.');
      if (smtp === undefined) terminal.note('Without --smtp-host it cannot send: no answers, no acknowledgements.');
    });
  },
});

/** Changes a mailbox. A password is asked for only when host or user change, or when one of the options says so. */
export const mailboxesUpdate = defineCommand({
  options: {
    ...options,
    'ask-imap-password': { type: 'boolean', default: false, meaning: 'enter the IMAP password anew' },
    'ask-smtp-password': { type: 'boolean', default: false, meaning: 'enter the SMTP password anew' },
    enable: { type: 'boolean', default: false, meaning: 'fetch and send again' },
    'trust-results-of': {
      type: 'string',
      meaning: 'host whose topmost Authentication-Results header is believed, such as mx.google.com or microsoft365; “none” for nobody',
    },
    disable: { type: 'boolean', default: false, meaning: 'fetch and send nothing' },
  },
  run: async (context, values, words) => {
    const [address = ''] = expectWords(words, 'ADDRESS');
    await withDesk(context, async (desk) => {
      const current = (await inTenant(desk, values.tenant, (uow) => listMailboxes(uow))).find(
        (one) => one.address === address.trim().toLowerCase(),
      );
      const next = async (kind: 'imap' | 'smtp') =>
        changedServer(kind, values, current?.[kind] ?? null, values[`ask-${kind}-password`], context.terminal, address);
      const results = values['trust-results-of'];
      const changes = {
        name: values.name,
        enabled: values.enable ? true : values.disable ? false : undefined,
        ...(results === undefined ? {} : { trustedHost: results === 'none' ? null : results }),
        imap: await next('imap'),
        smtp: await next('smtp'),
      };
      await inTenant(desk, values.tenant, (uow) => updateMailbox(uow, address, changes, desk.keyRing));
      context.terminal.out(`Changed ${address}. To try it: deskhand mailboxes test ${address}`);
    });
  },
});

async function changedServer(
  kind: 'imap' | 'smtp',
  values: ServerValues,
  current: ServerSettings | null,
  asks: boolean,
  terminal: Parameters<typeof readPassword>[2],
  address: string,
) {
  const gives = asks || values[`${kind}-password-file`] !== undefined;
  const settings = serverSettings(kind, values, current, address) ?? (gives ? current : null);
  if (settings === null) return undefined;
  const isOther = current === null || current.host !== settings.host || current.user !== settings.user;
  const needs = settings.user !== null && (gives || isOther);
  return withPassword(
    settings,
    needs ? await readPassword(kind, values, terminal, `${kind.toUpperCase()} password of ${settings.user}`) : null,
  );
}

/** Lists the mailboxes, without anything secret. */
export const mailboxesList = defineCommand({
  options: tenantOption,
  run: async (context, { tenant }, words) => {
    expectWords(words);
    await withDesk(context, async (desk) => {
      const mailboxes = await inTenant(desk, tenant, (uow) => listMailboxes(uow));
      const rows = mailboxes.map((one) => [
        one.address,
        one.enabled ? healthText(one) : 'switched off',
        serverText(one.imap),
        serverText(one.smtp),
        signInText(one),
        one.trustedHost ?? '–',
        one.health === 'failing' ? (one.lastError ?? '') : '',
      ]);
      for (const line of columns(['ADDRESS', 'HEALTH', 'IMAP', 'SMTP', 'SIGN-IN', 'BELIEVES', 'LAST ERROR'], rows))
        context.terminal.out(line);
    });
  },
});

function signInText({ oauth }: MailboxLine): string {
  if (oauth === null) return 'password';
  if (oauth.state === 'connected') return `${oauth.provider}${oauth.account === null ? '' : ` as ${oauth.account}`}`;
  return `${oauth.provider}, ${oauth.state === 'pending' ? 'not connected' : 'refused'}`;
}

/** A throttled mailbox fails, and by itself no longer than its provider wants. */
function healthText({ health, throttledUntil }: MailboxLine): string {
  if (health !== 'failing' || throttledUntil === null) return health;
  return `throttled until ${throttledUntil.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function serverText(settings: ServerSettings | null): string {
  return settings === null ? '–' : `${settings.host}:${settings.port}${settings.secure ? ' TLS' : ''}`;
}
