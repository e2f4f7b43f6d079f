import type { Logger } from '../../config/logger.ts';
import type { MailboxSecrets } from '../../domain/mailboxes/load-mailbox-secrets.ts';
import { mailboxSecretContext } from '../../domain/mailboxes/mailbox-secret.rules.ts';
import type { WithTenant } from '../../domain/tenancy/unit-of-work.ts';
import { testImap, testSmtp } from '../../mail/inbound/test-server.ts';
import { createMailboxTokens } from '../../mail/oauth/mailbox-tokens.ts';
import type { KeyRing } from '../../storage/key-ring.ts';

type TestDeps = { keyRing: Pick<KeyRing, 'seal' | 'unseal'>; withTenant: WithTenant; log: Logger };

/** How signing in to one server of a mailbox went. */
export type ServerOutcome = { server: 'IMAP' | 'SMTP'; ok: boolean; detail: string };

/** Signs in to both servers of a mailbox, one after the other; a server it has not got is left out. Never throws. */
export async function testMailbox(desk: TestDeps, mailbox: MailboxSecrets): Promise<ServerOutcome[]> {
  const tokens = createMailboxTokens(desk);
  const target = { tenantId: mailbox.tenantId, mailboxId: mailbox.id };
  const outcomes: ServerOutcome[] = [];
  for (const [kind, settings, sealed, attempt] of [
    ['imap', mailbox.imap, mailbox.imapSecret, testImap],
    ['smtp', mailbox.smtp, mailbox.smtpSecret, testSmtp],
  ] as const) {
    if (settings === null) continue;
    const server = kind === 'imap' ? 'IMAP' : 'SMTP';
    const usesToken = mailbox.usesOauth && sealed === null;
    const secret = usesToken
      ? (refused?: string) => tokens.token(target, refused)
      : open(desk.keyRing, sealed, mailboxSecretContext(mailbox.id, kind));
    const outcome =
      secret === null ? { ok: false, detail: 'the stored secret does not open with the keys at hand.' } : await attempt(settings, secret);
    outcomes.push({ server, ...outcome });
  }
  return outcomes;
}

function open(keyRing: Pick<KeyRing, 'unseal'>, sealed: string | null, context: string): string | null {
  try {
    return sealed === null ? '' : keyRing.unseal(sealed, context);
  } catch {
    return null;
  }
}
