import { loadMember, type Member } from '../../../domain/people/load-member.ts';
import type { TenantUnitOfWork } from '../../../domain/tenancy/unit-of-work.ts';
import type { Person } from '../../commands/person.types.ts';
import type { SlackDeps } from '../slack.types.ts';

const asking = { kind: 'system', name: 'chat surfaces' } as const;

/** One unit in the name of a member of staff as they are now. Throws `not_signed_in` for somebody who is not active any more. */
export function asStaff<T>(deps: SlackDeps, person: Person, work: (uow: TenantUnitOfWork, member: Member) => Promise<T>): Promise<T> {
  return deps.withTenant(person.tenantId, asking, async (unit) => {
    const member = await loadMember(unit, person.userId);
    return deps.withTenant(person.tenantId, { kind: 'staff', userId: member.id, name: member.name }, (uow) => work(uow, member));
  });
}
