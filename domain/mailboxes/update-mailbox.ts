import type { z } from 'zod';
import type { KeyRing } from '../../storage/key-ring.ts';
import { AppError, notFound } from '../errors.ts';
import type { MailboxId } from '../ids.types.ts';
import { parseInput } from '../input.rules.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { mailboxChangesSchema } from './mailbox-input.rules.ts';
import { mailboxSecretContext } from './mailbox-secret.rules.ts';
import type { ServerSettings } from './mailboxes.types.ts';

/** What to change; what is left out stays. A server that is null is taken away. */
export type MailboxChanges = z.input<typeof mailboxChangesSchema>;

type Server = z.output<typeof mailboxChangesSchema>['smtp'];
type Stored = { settings: ServerSettings | null; secret: string | null; usesOauth?: boolean };
type Row = {
  id: MailboxId;
  imap: ServerSettings | null;
  imapSecret: string | null;
  smtp: ServerSettings | null;
  smtpSecret: string | null;
  usesOauth: boolean;
};

/**
 * Changes a mailbox. A server given without a password keeps the stored one as long as host and user stay, so that a password never goes to a
 * server it was not entered for. Its health is unknown until the next sign-in. Throws `not_found` and `invalid_input`.
 */
export async function updateMailbox(
  uow: TenantUnitOfWork,
  address: string,
  changes: MailboxChanges,
  keyRing: Pick<KeyRing, 'seal'>,
): Promise<{ id: MailboxId }> {
  const input = parseInput(mailboxChangesSchema, changes);
  const [row] = await sqlRows<Row>(
    uow,
    `select id, imap, imap_secret as "imapSecret", smtp, smtp_secret as "smtpSecret",
       exists (select 1 from mailbox_oauth o where o.mailbox_id = mailboxes.id) as "usesOauth" from mailboxes where address = ? for update`,
    [address.trim().toLowerCase()],
  );
  if (row === undefined) throw notFound('mailbox', address);
  const imap = next('imap', row.id, input.imap, { settings: row.imap, secret: row.imapSecret, usesOauth: row.usesOauth }, keyRing);
  const smtp = next('smtp', row.id, input.smtp, { settings: row.smtp, secret: row.smtpSecret, usesOauth: row.usesOauth }, keyRing);
  await sqlRun(
    uow,
    `update mailboxes set name = coalesce(?, name), enabled = coalesce(?, enabled), trusted_host = case when ? then ? else trusted_host end,
       imap = ?::jsonb, imap_secret = ?, smtp = ?::jsonb, smtp_secret = ?,
       health = 'unknown', failing_since = null, last_error = null, throttled_until = null, version = version + 1 where id = ?`,
    [
      input.name ?? null,
      input.enabled ?? null,
      input.trustedHost !== undefined,
      input.trustedHost ?? null,
      json(imap.settings),
      imap.secret,
      json(smtp.settings),
      smtp.secret,
      row.id,
    ],
  );
  return { id: row.id };
}

function next(kind: 'imap' | 'smtp', id: MailboxId, wanted: Server, stored: Stored, keyRing: Pick<KeyRing, 'seal'>): Stored {
  if (wanted === undefined) return stored;
  if (wanted === null) return { settings: null, secret: null };
  const { password, ...settings } = wanted;
  if (settings.user === null) return { settings, secret: null };
  const isSame = stored.settings?.host === settings.host && stored.settings.user === settings.user;
  if (stored.usesOauth === true && (password !== null || !isSame)) throw signsInByOauth();
  if (password !== null) return { settings, secret: keyRing.seal(password, mailboxSecretContext(id, kind)) };
  if (!isSame || (stored.secret === null && stored.usesOauth !== true)) throw passwordMissing(kind);
  return { settings, secret: stored.secret };
}

function json(settings: ServerSettings | null): string | null {
  return settings === null ? null : JSON.stringify(settings);
}

function signsInByOauth(): AppError {
  return new AppError('invalid_input', {
    message: 'a password or another server for a mailbox that signs in by OAuth',
    userMessage:
      'Nothing was changed: this mailbox signs in by OAuth, and tokens go to no other server or user than they were given for. Say the new ones to “deskhand mailboxes oauth” and connect it again, or go back to passwords with its --off.',
  });
}

function passwordMissing(kind: 'imap' | 'smtp'): AppError {
  return new AppError('invalid_input', {
    message: `${kind} password is missing for a new host or user`,
    userMessage: `Nothing was changed: host or user of the ${kind.toUpperCase()} server are new, so enter the password again.`,
  });
}
