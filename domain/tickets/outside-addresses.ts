import type { MailAddress } from '../mailboxes/parsed-mail.types.ts';
import { listMarks, sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { withoutSubAddress } from './reply-address.rules.ts';

/** The given addresses without our own mailboxes, staff and repetitions, in their order. */
export async function outsideAddresses(uow: TenantUnitOfWork, people: MailAddress[]): Promise<MailAddress[]> {
  if (people.length === 0) return [];
  const bare = people.map((person) => withoutSubAddress(person.address));
  const inside = await sqlRows<{ address: string }>(
    uow,
    `select address from mailboxes where address in (${listMarks(bare)}) union select email from staff_users where email in (${listMarks(people)})`,
    [...bare, ...people.map((person) => person.address.toLowerCase())],
  );
  const ours = new Set(inside.map((row) => row.address));
  const seen = new Set<string>();
  return people.filter((person, i) => {
    const address = person.address.toLowerCase();
    if (ours.has(address) || ours.has(bare[i] ?? '') || seen.has(address)) return false;
    seen.add(address);
    return true;
  });
}
