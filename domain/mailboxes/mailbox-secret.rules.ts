/** The context a mailbox's password is sealed with (`storage/key-ring`): it opens in its own row and field only. */
export function mailboxSecretContext(mailboxId: string, kind: 'imap' | 'smtp'): string {
  return `mailbox:${mailboxId}:${kind}`;
}
