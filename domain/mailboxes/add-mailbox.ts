import type { z } from 'zod';
import type { KeyRing } from '../../storage/key-ring.ts';
import { AppError } from '../errors.ts';
import { type MailboxId, newId } from '../ids.types.ts';
import { parseInput } from '../input.rules.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { newMailboxSchema } from './mailbox-input.rules.ts';
import { mailboxSecretContext } from './mailbox-secret.rules.ts';

/** `imap` null: mail comes by the SMTP door or from files; `smtp` null: this mailbox cannot send. Passwords are sealed before they are stored. */
export type NewMailbox = z.input<typeof newMailboxSchema>;

/**
 * Adds a mailbox. Throws `invalid_input` (an IMAP login without a password counts), and `conflict` when the address is connected already: an
 * address leads to one tenant only, and the message says nothing about whose it is.
 */
export async function addMailbox(uow: TenantUnitOfWork, wanted: NewMailbox, keyRing: Pick<KeyRing, 'seal'>): Promise<{ id: MailboxId }> {
  const input = parseInput(newMailboxSchema, wanted);
  assertPassword('imap', input.imap);
  assertPassword('smtp', input.smtp);
  const id = newId<MailboxId>();
  const seal = (kind: 'imap' | 'smtp', password: string | null | undefined) =>
    password == null ? null : keyRing.seal(password, mailboxSecretContext(id, kind));
  const rows = await sqlRows(
    uow,
    `insert into mailboxes (tenant_id, id, address, name, enabled, imap, imap_secret, smtp, smtp_secret, created_at)
     values (?, ?, ?, ?, true, ?::jsonb, ?, ?::jsonb, ?, ?) on conflict (address) do nothing returning id`,
    [
      uow.tenantId,
      id,
      input.address,
      input.name,
      settingsJson(input.imap),
      seal('imap', input.imap?.password),
      settingsJson(input.smtp),
      seal('smtp', input.smtp?.password),
      uow.now,
    ],
  );
  if (rows.length === 0) throw addressTaken(input.address);
  return { id };
}

type Server = NonNullable<z.output<typeof newMailboxSchema>['smtp']>;

function assertPassword(kind: 'imap' | 'smtp', server: Server | null): void {
  if (server === null || server.user === null || server.password !== null) return;
  const what = kind.toUpperCase();
  throw new AppError('invalid_input', {
    message: `${kind} password is missing`,
    userMessage: `Nothing was saved: the ${what} password is missing.`,
  });
}

function settingsJson(server: Server | null): string | null {
  if (server === null) return null;
  const { password: _sealed, ...settings } = server;
  return JSON.stringify(settings);
}

function addressTaken(address: string): AppError {
  return new AppError('conflict', {
    message: 'mailbox address is taken',
    userMessage: `${address} is connected to a mailbox already. An address can be connected once only.`,
  });
}
