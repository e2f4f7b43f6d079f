import { createTransport } from 'nodemailer';
import type { MailAddress } from '../../domain/mailboxes/parsed-mail.types.ts';

/** A mail that a demo customer writes. Addresses are objects, never header text. */
export type CustomerMail = {
  from: MailAddress;
  to: string;
  subject: string;
  text: string;
  inReplyTo?: string | null;
  references?: string[];
  attachments?: { filename: string; contentType: string; content: Buffer }[];
};

/** Sends customers' mails through a real SMTP (or LMTP) door over a socket. Rejects with the door's answer when it refuses. */
export function createCustomerSender(door: { host: string; port: number; lmtp?: boolean }): (mail: CustomerMail) => Promise<void> {
  const transport = createTransport({
    host: door.host,
    port: door.port,
    lmtp: door.lmtp ?? false,
    secure: false,
    ignoreTLS: true,
    connectionTimeout: 5_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return async (mail) => {
    const { inReplyTo, references, ...rest } = mail;
    await transport.sendMail({
      ...rest,
      ...(inReplyTo ? { inReplyTo } : {}),
      ...(references?.length ? { references } : {}),
    });
  };
}
