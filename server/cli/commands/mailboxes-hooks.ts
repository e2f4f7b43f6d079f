import { addMailHook } from '../../../domain/mailboxes/add-mail-hook.ts';
import { listMailHooks } from '../../../domain/mailboxes/list-mail-hooks.ts';
import { parseBucket } from '../../../domain/mailboxes/mail-hook.rules.ts';
import { type HookProvider, hookProviders } from '../../../domain/mailboxes/mail-hooks.types.ts';
import { removeMailHook } from '../../../domain/mailboxes/remove-mail-hook.ts';
import { mailHookPath } from '../../http/mail-hook.routes.ts';
import { webUrlOf } from '../../wiring/web-role.ts';
import { inTenant, tenantOption } from '../choose-tenant.ts';
import { defineCommand, expectWords, UsageError } from '../cli.types.ts';
import { columns } from '../columns.rules.ts';
import { withDesk } from '../open-desk.ts';

const providerOption = { provider: { type: 'string', meaning: hookProviders.join(', ') } } as const;

const questions: Record<HookProvider, string> = {
  mailgun: 'Mailgun’s HTTP webhook signing key',
  postmark: 'user:password for the address (a new one, 16 characters of password or more)',
  sendgrid: 'SendGrid’s public verification key, or user:password for the address',
  ses: 'ARN of the SNS topic',
};

/** Opens an HTTP door of a mailbox and prints its address, once. The secret is asked for, or read from a pipe. */
export const mailboxesHook = defineCommand({
  options: {
    ...tenantOption,
    ...providerOption,
    bucket: { type: 'string', meaning: 'bucket or bucket/prefix where Amazon SES stores mails that are too long for a notification' },
  },
  run: async (context, values, words) => {
    const [address = ''] = expectWords(words, 'ADDRESS');
    const provider = providerOf(values.provider);
    const { terminal } = context;
    const secret = await terminal.askSecret(questions[provider]);
    const storage = values.bucket === undefined ? null : parseBucket(values.bucket);
    await withDesk(context, async (desk) => {
      if (storage !== null && storage.bucket === desk.env.STORAGE_S3_BUCKET)
        throw new UsageError('That bucket holds Deskhand’s own files. Let SES store mails in another one.');
      const { token } = await inTenant(desk, values.tenant, (uow) =>
        addMailHook(uow, { address, provider, secret, storage }, desk.keyRing),
      );
      // Mailgun sends the raw mail to addresses that end so.
      const url = `${webUrlOf(desk)}${mailHookPath}${token}${provider === 'mailgun' ? '/mime' : ''}`;
      terminal.out(provider === 'postmark' || provider === 'sendgrid' ? withLogin(url, secret) : url);
      terminal.note('Keep this address secret; it is not shown again. An earlier one of this mailbox and provider has ended.');
      terminal.note(nextSteps[provider]);
    });
  },
});

const nextSteps: Record<HookProvider, string> = {
  mailgun: 'In Mailgun: Receiving → Create route → Forward, with this address.',
  postmark: 'In Postmark: inbound stream → Settings → webhook with this address, and “Include raw email content in JSON payload”.',
  sendgrid: 'In SendGrid: Inbound Parse → Add host & URL, with “POST the raw, full MIME message”.',
  ses: 'In Amazon SNS: subscribe this address (HTTPS) to the topic; Deskhand confirms it. In SES: a receipt rule with an SNS action, Base64.',
};

/** Services that know HTTP Basic take user and password in the address; the secret itself is not printed. */
function withLogin(url: string, secret: string): string {
  return secret.includes(':') ? url.replace('://', '://USER:PASSWORD@') : url;
}

/** Lists the HTTP doors and how they do. */
export const mailboxesHooks = defineCommand({
  options: tenantOption,
  run: async (context, { tenant }, words) => {
    expectWords(words);
    await withDesk(context, async (desk) => {
      const hooks = await inTenant(desk, tenant, listMailHooks);
      const time = (at: Date | null): string => at?.toISOString().slice(0, 16).replace('T', ' ') ?? '–';
      const rows = hooks.map((one) => [one.address, one.provider, time(one.receivedAt), time(one.refusedAt), one.refusal ?? '']);
      for (const line of columns(['ADDRESS', 'PROVIDER', 'LAST MAIL (UTC)', 'LAST REFUSED', 'WHY'], rows)) context.terminal.out(line);
    });
  },
});

/** Closes an HTTP door. */
export const mailboxesUnhook = defineCommand({
  options: { ...tenantOption, ...providerOption },
  run: async (context, values, words) => {
    const [address = ''] = expectWords(words, 'ADDRESS');
    const provider = providerOf(values.provider);
    await withDesk(context, async (desk) => {
      await inTenant(desk, values.tenant, (uow) => removeMailHook(uow, address, provider));
      context.terminal.out(`Closed the ${provider} door of ${address}.`);
    });
  },
});

function providerOf(text: string | undefined): HookProvider {
  const found = hookProviders.find((one) => one === text);
  if (found === undefined) throw new UsageError(`--provider is one of: ${hookProviders.join(', ')}.`);
  return found;
}
