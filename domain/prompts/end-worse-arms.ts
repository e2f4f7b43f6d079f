import type { PromptVersionId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { type ArmVotes, isArmWorse } from './compare-arms.rules.ts';
import { endPromptArm } from './end-prompt-arm.ts';
import { lockPromptKind } from './lock-prompt-kind.ts';
import type { PromptKind } from './prompts.types.ts';

type ArmRow = { kind: PromptKind; version_id: PromptVersionId; released_at: string };
type VoteRow = { arm: 'A' | 'B'; helpful: number; unhelpful: number };

/**
 * Ends every experiment of the company that people rate worse than the version in use (`isArmWorse`), by the votes on results whose call was made since it began. The
 * log says by which votes. Returns the kinds whose experiment ended.
 */
export async function endWorseArms(uow: TenantUnitOfWork): Promise<PromptKind[]> {
  const arms = await sqlRows<ArmRow>(
    uow,
    "select kind, version_id, released_at from prompt_releases where tenant_id = ? and scope = 'arm'",
    [uow.tenantId],
  );
  const ended: PromptKind[] = [];
  for (const arm of arms) {
    const { base, tried } = await votesOf(uow, arm);
    if (!isArmWorse(base, tried) || !(await isStillThere(uow, arm))) continue;
    await endPromptArm(uow, arm.kind, `ended by feedback: ${votesText(tried)}, the version in use ${votesText(base)}`, null);
    ended.push(arm.kind);
  }
  return ended;
}

/** Two votes at the same time may both see that it is worse: one ends it. */
async function isStillThere(uow: TenantUnitOfWork, { kind, version_id: versionId }: ArmRow): Promise<boolean> {
  await lockPromptKind(uow, kind);
  const sql = "select 1 from prompt_releases where tenant_id = ? and kind = ? and scope = 'arm' and version_id = ?";
  return (await sqlRows(uow, sql, [uow.tenantId, kind, versionId])).length > 0;
}

async function votesOf(
  uow: TenantUnitOfWork,
  { kind, version_id: versionId, released_at: since }: ArmRow,
): Promise<{ base: ArmVotes; tried: ArmVotes }> {
  // A job counts once for each person, under the version of the last call that answered it.
  const sql = `select last.prompt_arm as arm, count(*) filter (where f.vote = 'helpful')::int as helpful, count(*) filter (where f.vote = 'unhelpful')::int as unhelpful
    from ai_feedback f
    join lateral (select c.prompt_arm, c.prompt_version_id, c.started_at from ai_calls c
      where c.tenant_id = f.tenant_id and c.job_id = f.job_id and c.outcome = 'ok' order by c.started_at desc, c.id desc limit 1) last on true
    join prompt_versions v on v.tenant_id = f.tenant_id and v.id = last.prompt_version_id
    where f.tenant_id = ? and v.kind = ? and last.started_at >= ? and (last.prompt_arm = 'A' or (last.prompt_arm = 'B' and v.id = ?)) group by 1`;
  const rows = await sqlRows<VoteRow>(uow, sql, [uow.tenantId, kind, new Date(since), versionId]);
  const side = (arm: 'A' | 'B'): ArmVotes => rows.find((row) => row.arm === arm) ?? { helpful: 0, unhelpful: 0 };
  return { base: side('A'), tried: side('B') };
}

function votesText({ helpful, unhelpful }: ArmVotes): string {
  return `${helpful} of ${helpful + unhelpful} found it helpful`;
}
