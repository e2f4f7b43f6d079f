import { createHmac } from 'node:crypto';
import { equalSecrets } from './equal-secrets.rules.ts';
import { HookRefused } from './hook-refused.rules.ts';
import type { HookMail, HookRequest } from './hook-request.types.ts';
import { formFields, readForm } from './read-form.ts';

/** Seconds a signature may be old or ahead of our clock. */
const toleranceSeconds = 300;

/**
 * Takes what a Mailgun route forwards: a form with the raw mail as `body-mime`, which Mailgun sends to addresses that end with `mime`, and `timestamp`,
 * `token` and `signature` (hex HMAC-SHA256 of the first two under the webhook signing key). The signature does not cover the mail, so its token is good
 * for one content. Sources: documentation.mailgun.com, “Receiving Messages via HTTP” and “Securing Webhooks”.
 */
export async function takeMailgun({ headers, body, secret, now, keep }: HookRequest): Promise<HookMail> {
  const wanted = ['timestamp', 'token', 'signature', 'sender', 'recipient'];
  const { mail, value } = await readForm(formFields(headers['content-type'], body), 'body-mime', wanted, keep);
  const expected = createHmac('sha256', secret)
    .update(`${value('timestamp')}${value('token')}`)
    .digest('hex');
  if (value('token') === '' || !equalSecrets(value('signature').toLowerCase(), expected))
    throw new HookRefused(403, 'The signature does not fit. Check the HTTP webhook signing key.');
  const age = Math.abs(now.getTime() / 1_000 - Number(value('timestamp')));
  if (!(age <= toleranceSeconds)) throw new HookRefused(403, 'The signature is too old. Check the clock of this server.');
  if (mail === null) throw new HookRefused(422, 'The request has no body-mime: the address in the route must end with /mime.');
  return { mail, envelopeFrom: value('sender'), envelopeTo: value('recipient') || null, providerId: null, nonce: value('token') };
}
