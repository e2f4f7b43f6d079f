import type { StaffUserId } from '../../domain/ids.types.ts';
import { type PromptKind, promptKinds } from '../../domain/prompts/prompts.types.ts';
import type { TenantUnitOfWork } from '../../domain/tenancy/unit-of-work.ts';
import { chooseTenant, cliActor, tenantOption } from './choose-tenant.ts';
import { type CliOption, UsageError } from './cli.types.ts';
import { findMember } from './find-member.ts';
import type { Desk } from './open-desk.ts';

/** The options of a command that changes prompts. */
export const promptOptions = {
  ...tenantOption,
  as: { type: 'string', meaning: 'mail address of the member of staff who does it (default: nobody is named)' },
} as const satisfies Record<string, CliOption>;

/** Runs `work` in one unit of the company, in the name of the member of staff when one is named. Throws UsageError, and `not_found` for nobody's address. */
export async function inPrompts<T>(
  desk: Desk,
  values: { tenant?: string | undefined; as?: string | undefined },
  work: (uow: TenantUnitOfWork, by: StaffUserId | null) => Promise<T>,
): Promise<T> {
  const member = values.as === undefined ? null : await findMember(desk, values.as, values.tenant);
  const tenantId = member?.tenantId ?? (await chooseTenant(desk, values.tenant)).id;
  return desk.withTenant(tenantId, cliActor, (uow) => work(uow, member?.userId ?? null));
}

/** The kind as people type it. Throws UsageError naming the kinds. */
export function kindOf(word: string): PromptKind {
  const bare = word
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');
  const kind = promptKinds.find((one) => one === bare);
  if (kind === undefined) throw new UsageError(`“${word}” is no kind of prompt. There are: ${promptKinds.join(', ')}.`);
  return kind;
}

/** The number of a version. Throws UsageError. */
export function numberOf(word: string): number {
  if (!/^[1-9]\d{0,8}$/.test(word)) throw new UsageError(`“${word}” is no number of a version.`);
  return Number(word);
}
