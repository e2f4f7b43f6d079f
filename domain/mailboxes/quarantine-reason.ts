import type { KnownSender } from '../customers/find-sender.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { answersNotice } from '../tickets/answers-notice.ts';
import { isFalseColleague } from '../tickets/false-colleague.rules.ts';
import type { ReadableMail } from '../tickets/file-mail.types.ts';
import type { Thread } from '../tickets/thread.types.ts';
import type { Suspicion } from './suspicion.types.ts';

/**
 * Why a mail waits for a person instead of reaching a ticket, as the list of parked mails says it; null when it may go on. What staff released is not asked again.
 * Signs of spam hold back what nobody waits for: an answer of somebody who takes part in a ticket comes through, a virus or a service's sign-in mail never.
 */
export async function quarantineReason(
  uow: TenantUnitOfWork,
  { parsed: mail, trust }: Pick<ReadableMail, 'parsed' | 'trust'>,
  sender: Pick<KnownSender, 'isBlocked' | 'isOwnMailbox' | 'isStaff'>,
  thread: Thread,
): Promise<string | null> {
  if (sender.isBlocked) return 'blocked sender';
  if (sender.isOwnMailbox) return 'sent by an own mailbox';
  if (isFalseColleague(trust, sender, thread)) return `in a colleague's name, unproven: ${trust.why}`;
  if (mail.suspicion !== null && (mail.suspicion.kind !== 'spam' || thread.kind !== 'participant')) return suspicionText(mail.suspicion);
  if (thread.kind === 'none' && (await answersNotice(uow, mail, sender))) return 'automatic answer to a notice';
  return null;
}

const words: Record<Suspicion['kind'], string> = {
  spam: 'taken for spam by a filter',
  virus: 'a scanner found a virus',
  sign_in: 'a sign-in mail of a service, which would let its reader in',
};

/** A suspicion as the list of parked mails says it. */
function suspicionText({ kind, by, why }: Suspicion): string {
  return `${words[kind]} (${by}${why === '' ? '' : `: ${why}`})`.slice(0, 300);
}
