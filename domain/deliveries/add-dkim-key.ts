import { z } from 'zod';
import { AppError } from '../errors.ts';
import { newId } from '../ids.types.ts';
import { mailDomain, parseInput } from '../input.rules.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { DkimAlgorithm } from './dkim.types.ts';
import { dkimSecretContext } from './dkim-secret.rules.ts';

const inputSchema = z.object({
  domain: mailDomain,
  selector: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, 'must be 1–63 letters a–z, digits or hyphens, such as s1'),
  algorithm: z.enum(['rsa', 'ed25519'], 'must be rsa or ed25519'),
  publicKey: z.string().min(1),
  privateKey: z.string().min(1),
});

/** A pair made by the caller: `publicKey` as in the record's `p=`, `privateKey` PEM. It is sealed before it is stored. */
export type NewDkimKey = { domain: string; selector: string; algorithm: DkimAlgorithm; publicKey: string; privateKey: string };

/**
 * Keeps a new key of a domain that the tenant sends from. It signs nothing until its record was seen in DNS (`settleDkimCheck`). Throws `invalid_input`, `conflict` when the
 * selector was used for the domain before, and `not_found` when no mailbox of the tenant has an address of the domain.
 */
export async function addDkimKey(
  uow: TenantUnitOfWork,
  wanted: NewDkimKey,
  keyRing: { seal(plain: string, context: string): string },
): Promise<string> {
  const input = parseInput(inputSchema, wanted);
  const own = await sqlRows(uow, "select 1 from mailboxes where lower(split_part(address, '@', 2)) = ? limit 1", [input.domain]);
  if (own.length === 0) {
    const userMessage = `No mailbox of yours has an address at ${input.domain}, so nothing would be signed. Connect one first.`;
    throw new AppError('not_found', { message: 'no mailbox of that domain', userMessage });
  }
  const id = newId<string>();
  const rows = await sqlRows(
    uow,
    `insert into dkim_keys (tenant_id, id, domain, selector, algorithm, public_key, private_secret, created_at) values (?, ?, ?, ?, ?, ?, ?, ?)
     on conflict (tenant_id, domain, selector) do nothing returning id`,
    [
      uow.tenantId,
      id,
      input.domain,
      input.selector,
      input.algorithm,
      input.publicKey,
      keyRing.seal(input.privateKey, dkimSecretContext(id)),
      uow.now,
    ],
  );
  if (rows.length > 0) return id;
  const userMessage = `${input.domain} has a key with the selector ${input.selector} already. Choose another selector, or look it up with --check.`;
  throw new AppError('conflict', { message: 'selector is taken', userMessage });
}
