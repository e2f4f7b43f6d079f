import { AppError } from '../errors.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { listPolicies, type PolicyView } from './list-policies.ts';

/** The policy of that id or name, whatever its case; a part of a name that fits only one will do. Throws `not_found` with the names there are. */
export async function findPolicy(uow: TenantUnitOfWork, text: string): Promise<PolicyView> {
  const wanted = text.trim().toLowerCase();
  const all = await listPolicies(uow);
  const exact = all.filter((one) => one.id === wanted || one.name.toLowerCase() === wanted);
  const found = exact.length > 0 ? exact : all.filter((one) => wanted !== '' && one.name.toLowerCase().includes(wanted));
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  const names = (found.length > 1 ? found : all).map((one) => `“${one.name}”`).join(', ');
  throw new AppError('not_found', {
    message: `policy not found or not unique (${found.length} fit)`,
    userMessage: `${found.length > 1 ? `Several policies answer to “${text}”` : `There is no policy “${text}”`}. ${names === '' ? 'There are none yet.' : `There are: ${names}.`}`,
  });
}
