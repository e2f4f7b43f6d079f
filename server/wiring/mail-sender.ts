import type { ClaimedDelivery } from '../../domain/deliveries/claim-delivery.ts';
import type { OutboundMail, Transport } from '../../domain/deliveries/outbound-mail.types.ts';
import { mailboxSecretContext } from '../../domain/mailboxes/mailbox-secret.rules.ts';
import { createSmtpSender } from '../../mail/outbound/smtp-sender.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import type { KeyRing } from '../../storage/key-ring.ts';
import type { MailSender } from '../../workflows/activities/ports.ts';

/** Sends deliveries through their mailbox's own SMTP server; its password is unsealed for the attempt only. */
export function createMailSender({ blobs, keyRing }: { blobs: BlobStore; keyRing: KeyRing }): MailSender & { close(): Promise<void> } {
  const smtp = createSmtpSender();
  return {
    send: async (tenantId, delivery) => {
      const transport = transportOf(delivery, keyRing);
      if (transport === null)
        return { kind: 'not_handed_over', reason: 'The mailbox has no outgoing server. Add one with `deskhand mailboxes update`.' };
      return smtp.send(outboundOf(tenantId, delivery, blobs), transport);
    },
    close: () => smtp.close(),
  };
}

function transportOf({ smtp, smtpSecret, mailboxId }: ClaimedDelivery, keyRing: KeyRing): Transport | null {
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

function outboundOf(tenantId: string, { mail, mailMessageId, attachments }: ClaimedDelivery, blobs: BlobStore): OutboundMail {
  const { attachmentIds: _ids, ...rest } = mail;
  return {
    ...rest,
    messageId: mailMessageId,
    // Automatic mail has the null sender, so that nothing can answer it (RFC 3834 3.3).
    envelopeFrom: mail.autoSubmitted === 'no' ? mail.from.address : '',
    headers: { 'X-Deskhand-Loop': tenantId },
    attachments: attachments.map(({ filename, contentType, blobKey }) => ({ filename, contentType, open: () => blobs.open(blobKey) })),
  };
}
