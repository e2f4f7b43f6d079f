/**
 * SQL over a row `m` of mailboxes: changes whenever what its IMAP connection was made with does. A renewed token is no change, a new consent is:
 * a connection outlives the token it was signed in with.
 */
export const imapFingerprintSql =
  'md5(concat(m.imap::text, m.imap_secret, (select o.connected_at::text from mailbox_oauth o where o.mailbox_id = m.id)))';
