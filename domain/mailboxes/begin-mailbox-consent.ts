import { AppError, notFound } from '../errors.ts';
import type { MailboxId, StaffUserId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { loadMailboxOauth } from './load-mailbox-oauth.ts';
import type { MailboxOauth } from './mailbox-oauth.types.ts';

/** Minutes a consent may take. */
export const consentMinutes = 10;

/** A consent that begins: the hash of its state, who of the staff began it, and the code verifier, sealed for the mailbox. */
export type ConsentStart = { hash: string; by: StaffUserId; sealVerifier: (mailboxId: MailboxId) => string };

/**
 * Begins a consent for the mailbox of that address; one that was under way is void from now on. Throws `not_found`, and `not_configured` when
 * the mailbox has no registration or needs no consent.
 */
export async function beginMailboxConsent(
  uow: TenantUnitOfWork,
  address: string,
  { hash, by, sealVerifier }: ConsentStart,
): Promise<{ mailboxId: MailboxId; oauth: MailboxOauth }> {
  const [mailbox] = await sqlRows<{ id: MailboxId }>(uow, 'select id from mailboxes where address = ?', [address.trim().toLowerCase()]);
  if (mailbox === undefined) throw notFound('mailbox', address);
  const oauth = await loadMailboxOauth(uow, mailbox.id);
  if (oauth === null || oauth.flow === 'app') throw nothingToConsent(oauth === null);
  await sqlRun(
    uow,
    `update mailbox_oauth set consent_hash = ?, consent_verifier = ?, consent_by = ?, consent_expires_at = ?::timestamptz + ? * interval '1 minute'
     where mailbox_id = ?`,
    [hash, sealVerifier(mailbox.id), by, uow.now, consentMinutes, mailbox.id],
  );
  return { mailboxId: mailbox.id, oauth };
}

function nothingToConsent(isUnknown: boolean): AppError {
  return new AppError('not_configured', {
    message: 'the mailbox has no consent to give',
    userMessage: isUnknown
      ? 'This mailbox does not sign in by OAuth. Whoever runs Deskhand sets it up with “deskhand mailboxes oauth ADDRESS --provider …”.'
      : 'This mailbox uses rights of the application itself, so nobody needs to consent here.',
  });
}
