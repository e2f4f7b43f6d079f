import type { Env } from '../../config/env.ts';
import { createResolver } from '../../mail/trust/resolver.ts';
import { createVerifyMail, type VerifyMail } from '../../mail/trust/verify-mail.ts';

/** The check of senders over the DNS servers of the settings, with one memory for the process. */
export function verifyMailOf(env: Pick<Env, 'MAIL_DNS_SERVERS'>): VerifyMail {
  return createVerifyMail(createResolver({ servers: env.MAIL_DNS_SERVERS }));
}
