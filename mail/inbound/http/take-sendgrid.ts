import { createVerify } from 'node:crypto';
import { z } from 'zod';
import { publicKeyOf } from '../../../domain/mailboxes/mail-hook.rules.ts';
import { isBasicAuth } from './equal-secrets.rules.ts';
import { HookRefused } from './hook-refused.rules.ts';
import type { HookMail, HookRequest } from './hook-request.types.ts';
import { formFields, readForm } from './read-form.ts';

const envelopeSchema = z.object({ from: z.string().catch(''), to: z.array(z.string()).catch([]) });

/**
 * Takes SendGrid's Inbound Parse with “POST the raw, full MIME message”: a form with the mail as `email` and the envelope as JSON. Proved by HTTP Basic
 * authentication, or by an ECDSA signature over timestamp and body, byte for byte. That signature covers the mail, so an old one can bring nothing new and is not refused: a late retry must not be lost. Sources: twilio.com/docs/sendgrid, “Setting up the Inbound Parse Webhook”
 * and “Securing your Parse Webhooks”.
 */
export async function takeSendgrid({ headers, body, secret, keep }: HookRequest): Promise<HookMail> {
  const key = publicKeyOf(secret);
  if (key === null && !isBasicAuth(headers.authorization, secret)) throw new HookRefused(401, 'User or password of the address is wrong.');
  const verifier = createVerify('sha256').update(headerOf(headers['x-twilio-email-event-webhook-timestamp']));
  const form = await readForm(
    formFields(
      headers['content-type'],
      passing(body, (piece) => verifier.update(piece)),
    ),
    'email',
    ['envelope'],
    keep,
  );
  const signature = headerOf(headers['x-twilio-email-event-webhook-signature']);
  if (key !== null && !verifier.verify(key, signature, 'base64'))
    throw new HookRefused(403, 'The signature does not fit. Check the public key.');
  if (form.mail === null) throw new HookRefused(422, 'The request has no email field: switch on “POST the raw, full MIME message”.');
  const envelope = readEnvelope(form.value('envelope'));
  return { mail: form.mail, envelopeFrom: envelope?.from ?? null, envelopeTo: envelope?.to[0] ?? null, providerId: null, nonce: null };
}

async function* passing(body: AsyncIterable<Buffer>, see: (piece: Buffer) => void): AsyncGenerator<Buffer> {
  for await (const piece of body) {
    see(piece);
    yield piece;
  }
}

function headerOf(value: string | string[] | undefined): string {
  return typeof value === 'string' ? value : '';
}

function readEnvelope(text: string): z.output<typeof envelopeSchema> | null {
  try {
    return envelopeSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
