import type { ClaimedDelivery } from '../../domain/deliveries/claim-delivery.ts';
import type { OutboundMail, SendOutcome, Transport } from '../../domain/deliveries/outbound-mail.types.ts';
import { returnAddress } from '../../domain/deliveries/return-address.rules.ts';
import { AppError } from '../../domain/errors.ts';
import type { MailboxId, TenantId } from '../../domain/ids.types.ts';
import { mailboxSecretContext } from '../../domain/mailboxes/mailbox-secret.rules.ts';
import type { ReplyKeys } from '../../domain/tickets/reply-address.rules.ts';
import type { MailboxTokens } from '../../mail/oauth/mailbox-tokens.ts';
import type { TokenSource } from '../../mail/oauth/with-access-token.ts';
import { refusesSender } from '../../mail/outbound/send-outcome.rules.ts';
import { createSmtpSender } from '../../mail/outbound/smtp-sender.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import type { KeyRing } from '../../storage/key-ring.ts';
import type { MailSender } from '../../workflows/activities/ports.ts';
import { dressMail } from './outward-mail.ts';

export type MailSenderDeps = {
  blobs: BlobStore;
  keyRing: Pick<KeyRing, 'unseal'>;
  replyKeysFor(tenantId: TenantId): ReplyKeys;
  /** Missing where no mailbox signs in by OAuth. */
  tokens?: MailboxTokens;
};

type SendAs = (envelopeFrom: string) => Promise<SendOutcome>;

/**
 * Sends deliveries through their mailbox's own SMTP server; its password or token is opened for the attempt only. A mail that a person wrote goes out under a return
 * address of its own; a server that lets us send under the bare address alone gets that one, at once and for as long as this process lives.
 */
export function createMailSender({ blobs, keyRing, replyKeysFor, tokens }: MailSenderDeps): MailSender & { close(): Promise<void> } {
  const smtp = createSmtpSender();
  const bareOnly = new Set<MailboxId>();
  const sendNamed = async (tenantId: TenantId, delivery: ClaimedDelivery, sendAs: SendAs): Promise<SendOutcome> => {
    const { mail, returnRef, mailboxId } = delivery;
    const bare = envelopeOf(delivery);
    if (returnRef === null || bare === '' || bareOnly.has(mailboxId)) return sendAs(bare);
    const outcome = await sendAs(returnAddress(mail.from.address, tenantId, returnRef, replyKeysFor(tenantId)));
    if (!refusesSender(outcome)) return outcome;
    bareOnly.add(mailboxId);
    return sendAs(bare);
  };
  return {
    send: async (tenantId, delivery) => {
      const transport = transportOf(delivery, keyRing);
      if (transport === null)
        return { kind: 'not_handed_over', reason: 'The mailbox has no outgoing server. Add one with `deskhand mailboxes update`.' };
      const outbound = outboundOf(tenantId, delivery, dressMail(delivery, { blobs, keyRing }));
      const send = (secret: Partial<Transport>): Promise<SendOutcome> =>
        sendNamed(tenantId, delivery, (envelopeFrom) => smtp.send({ ...outbound, envelopeFrom }, { ...transport, ...secret }));
      if (!delivery.usesOauth || transport.user === undefined || tokens === undefined) return send({});
      const target = { tenantId, mailboxId: delivery.mailboxId };
      return sendWithToken(
        (refused) => tokens.token(target, refused),
        (accessToken) => send({ accessToken }),
      );
    },
    close: () => smtp.close(),
  };
}

/** A token that looked good and was refused is replaced and tried once more: nothing of the mail was given away by then. */
async function sendWithToken(source: TokenSource, send: (accessToken: string) => Promise<SendOutcome>): Promise<SendOutcome> {
  try {
    const first = await source();
    const outcome = await send(first);
    if (outcome.kind !== 'not_handed_over' || outcome.isSignInRefused !== true) return outcome;
    const second = await source(first);
    return second === first ? outcome : await send(second);
  } catch (error) {
    if (error instanceof AppError) return { kind: 'not_handed_over', reason: error.userMessage };
    throw error;
  }
}

/** Automatic mail has the null sender, so that nothing can answer it (RFC 3834 3.3). */
function envelopeOf({ mail }: Pick<ClaimedDelivery, 'mail'>): string {
  return mail.autoSubmitted === 'no' ? mail.from.address : '';
}

function transportOf({ smtp, smtpSecret, mailboxId }: ClaimedDelivery, keyRing: Pick<KeyRing, 'unseal'>): Transport | null {
  if (smtp === null) return null;
  const { host, port, secure, user } = smtp;
  if (user === null) return { host, port, secure };
  return {
    host,
    port,
    secure,
    user,
    password: smtpSecret === null ? '' : keyRing.unseal(smtpSecret, mailboxSecretContext(mailboxId, 'smtp')),
  };
}

type Dress = ReturnType<typeof dressMail>;

function outboundOf(tenantId: string, { mail, mailMessageId }: ClaimedDelivery, dress: Dress): Omit<OutboundMail, 'envelopeFrom'> {
  const { attachmentIds: _ids, look: _look, unsubscribe: _link, ...rest } = mail;
  return {
    ...rest,
    messageId: mailMessageId,
    ...dress,
    headers: { 'X-Deskhand-Loop': tenantId, ...dress.headers },
  };
}
