import { findSender, type KnownSender } from '../customers/find-sender.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { Asking, PassedOn } from './asking.types.ts';
import type { ReadableMail } from './file-mail.types.ts';
import { outsideAddresses } from './outside-addresses.ts';

/**
 * The requester of a mail's ticket: its sender, or, where a colleague whose domain vouches for the mail forwards it, the sender of the forwarded mail (`mail.md` rule
 * 21: anybody else could put any name there). A mail that its sender's domain disowns is linked to no customer.
 */
export async function whoAsks(uow: TenantUnitOfWork, mail: ReadableMail, sender: KnownSender): Promise<Asking> {
  const passedOn = await findPassedOn(uow, mail, sender);
  const known = passedOn === null ? sender : await findSender(uow, passedOn.mail.from.address);
  const person = passedOn?.mail.from ?? mail.parsed.from;
  const isDisowned = mail.trust.verdict === 'fail';
  return {
    requester: person === null ? null : { address: person.address, name: person.name || (known.name ?? '') },
    isOutside: person !== null && !known.isStaff && !known.isOwnMailbox,
    customerId: isDisowned ? null : known.customerId,
    contactId: isDisowned ? null : known.contactId,
    passedOn,
  };
}

async function findPassedOn(uow: TenantUnitOfWork, { parsed, trust }: ReadableMail, sender: KnownSender): Promise<PassedOn | null> {
  const { forwarded, from } = parsed;
  if (!sender.isStaff || trust.verdict !== 'pass' || forwarded === null || forwarded.from === null || from === null) return null;
  if ((await outsideAddresses(uow, [forwarded.from])).length === 0) return null;
  const [colleague] = await sqlRows<{ userId: string; name: string }>(uow, 'select id as "userId", name from staff_users where email = ?', [
    from.address,
  ]);
  return colleague === undefined ? null : { mail: { ...forwarded, from: forwarded.from }, by: { kind: 'staff', ...colleague } };
}
