/** What of a mailbox is sealed: its passwords, and what its sign-in by OAuth keeps. */
export type MailboxSecretKind = 'imap' | 'smtp' | 'oauth-client' | 'oauth-access' | 'oauth-refresh' | 'oauth-verifier';

/** The context a mailbox's secret is sealed with (`storage/key-ring`): it opens in its own row and field only. */
export function mailboxSecretContext(mailboxId: string, kind: MailboxSecretKind): string {
  return `mailbox:${mailboxId}:${kind}`;
}
