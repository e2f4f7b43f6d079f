import type { MailTrust } from '../mailboxes/mail-trust.types.ts';
import type { Thread } from './thread.types.ts';

/**
 * True for a mail that bears a colleague's address and may not be theirs: disowned by the domain, or unproven and pointing at a ticket. A forged answer to one of our
 * notices must not speak as staff (CVE-2026-47123), so it waits in quarantine.
 */
export function isFalseColleague(trust: MailTrust, sender: { isStaff: boolean }, thread: Thread): boolean {
  return sender.isStaff && (trust.verdict === 'fail' || (trust.verdict === 'none' && thread.kind !== 'none'));
}
