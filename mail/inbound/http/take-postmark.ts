import { isBasicAuth } from './equal-secrets.rules.ts';
import { HookRefused } from './hook-refused.rules.ts';
import type { HookMail, HookRequest } from './hook-request.types.ts';
import { readForm } from './read-form.ts';
import { readJsonMembers } from './read-json-members.ts';

/**
 * Takes Postmark's inbound webhook: JSON with the raw mail as `RawEmail`, which the inbound stream must be told to include, behind HTTP Basic
 * authentication. Postmark tries again for ten hours unless the answer is 403, so a wrong password is 401. It names no envelope sender. Sources:
 * postmarkapp.com/developer/webhooks/inbound-webhook and its user guide, “Parse an email”.
 */
export async function takePostmark({ headers, body, secret, keep }: HookRequest): Promise<HookMail> {
  if (!isBasicAuth(headers.authorization, secret)) throw new HookRefused(401, 'User or password of the address is wrong.');
  const { mail, value } = await readForm(readJsonMembers(body), 'RawEmail', ['MessageID', 'OriginalRecipient'], keep);
  if (mail === null) throw new HookRefused(422, 'The request has no RawEmail: switch on “Include raw email content in JSON payload”.');
  return {
    mail,
    envelopeFrom: null,
    envelopeTo: value('OriginalRecipient') || null,
    providerId: value('MessageID') || null,
    nonce: null,
  };
}
