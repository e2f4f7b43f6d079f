import { createHash } from 'node:crypto';
import type { TicketId } from '../../domain/ids.types.ts';
import { acceptMail } from '../../domain/mailboxes/accept-mail.ts';
import { loadNewMails } from '../../domain/mailboxes/load-new-mails.ts';
import type { MailTrust } from '../../domain/mailboxes/mail-trust.types.ts';
import type { ParsedMail } from '../../domain/mailboxes/parsed-mail.types.ts';
import { sqlRows } from '../../domain/tenancy/sql.ts';
import { fileMail } from '../../domain/tickets/file-mail.ts';
import type { Filed, FilingRules } from '../../domain/tickets/file-mail.types.ts';
import type { ReplyKeys } from '../../domain/tickets/reply-address.rules.ts';
import { system, type TestDesk, type TestTenant } from './desk.ts';

export const testKeys: ReplyKeys = { current: 'k1', derive: (keyId) => createHash('sha256').update(`test ${keyId}`).digest() };
export const testRules: FilingRules = {
  replyKeys: testKeys,
  renderAcknowledgement: ({ number, subject }) => ({ subject: `Re: ${subject} [${number}]`, text: `We have your message as ${number}.` }),
};

/** The verdict on a mail whose sender's domain stands behind it, and on one of which nothing is known or that is disowned. */
export const proven: MailTrust = { verdict: 'pass', by: 'dmarc', why: 'acme.example vouches for it (DMARC).' };
export const unproven: MailTrust = { verdict: 'none', by: null, why: 'Nothing proves that it comes from acme.example.' };
export const disowned: MailTrust = { verdict: 'fail', by: 'dmarc', why: 'acme.example says of itself that it does not send such mail.' };

/** A parsed mail as a person would have sent it; override what matters. */
export function mailFrom(address: string, overrides: Partial<ParsedMail> = {}): ParsedMail {
  const text = overrides.text ?? 'The printer on the second floor is broken.';
  return {
    from: { name: '', address },
    fromCount: 1,
    replyTo: [],
    to: [],
    cc: [],
    deliveredTo: [],
    subject: 'Printer',
    date: null,
    messageId: `<${Math.random().toString(36).slice(2)}@mail.example>`,
    inReplyTo: null,
    references: [],
    text,
    replyText: text,
    hidden: { quoted: '', signature: '' },
    html: null,
    attachments: [],
    kind: 'message',
    noAutoAnswerReason: null,
    suspicion: null,
    bounce: null,
    invite: null,
    protection: null,
    forwarded: null,
    language: 'en',
    important: false,
    authenticationResults: null,
    warnings: [],
    ...overrides,
  };
}

let counter = 0;

/** Accepts and files a mail as the pump does, without parsing. */
export async function receive(
  desk: TestDesk,
  tenant: TestTenant,
  parsed: ParsedMail,
  envelopeTo: string = tenant.mailboxAddress,
  trust: MailTrust = proven,
): Promise<Filed> {
  counter += 1;
  const raw = Buffer.from(`mail ${counter}`);
  const sha256 = createHash('sha256').update(raw).digest('hex');
  return desk.withTenant(tenant.id, system, async (uow) => {
    const facts = { door: 'file' as const, naturalKey: `test:${counter}`, envelopeFrom: parsed.from?.address ?? null, envelopeTo };
    const { id } = await acceptMail(uow, tenant.mailboxId, { raw, sha256, size: raw.length }, facts);
    const { mails } = await loadNewMails(uow, [id]);
    const [stored] = mails;
    if (stored === undefined) throw new Error('the mail was not stored');
    const triage = {
      intent: 'support' as const,
      type: 'technical' as const,
      priority: 'high' as const,
      language: parsed.language,
      reasons: ['test'],
      confidence: 0.5,
    };
    return fileMail(uow, { stored, parsed, trust, triage }, testRules);
  });
}

export type DeliveryRow = {
  id: string;
  effect_key: string;
  state: string;
  purpose: string;
  mail_message_id: string;
  mail: { to: { address: string }[]; replyTo: { address: string } | null; inReplyTo: string | null };
};
export const deliveriesOf = (desk: TestDesk, tenant: TestTenant): Promise<DeliveryRow[]> =>
  desk.withTenant(tenant.id, system, (uow) => sqlRows<DeliveryRow>(uow, 'select * from deliveries order by first_queued_at, id'));

export type MessageRow = { kind: string; is_public: boolean; is_verified: boolean; text: string };
export const messagesOf = (desk: TestDesk, tenant: TestTenant, ticketId: TicketId): Promise<MessageRow[]> =>
  desk.withTenant(tenant.id, system, (uow) =>
    sqlRows<MessageRow>(uow, 'select kind, is_public, is_verified, text from ticket_messages where ticket_id = ? order by created_at, id', [
      ticketId,
    ]),
  );
