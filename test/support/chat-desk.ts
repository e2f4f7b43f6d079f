import type { ComposeContext, SlackCall } from '../../bots/slack/slack.types.ts';
import { slackComposers } from '../../bots/slack/slack-composers.ts';
import { linkChatPerson } from '../../domain/chat/link-chat-person.ts';
import { loadInstallation } from '../../domain/chat/load-installation.ts';
import { type InstallationId, newId, type StaffUserId } from '../../domain/ids.types.ts';
import { shardOf } from '../../domain/tenancy/shard.rules.ts';
import { sqlRun } from '../../domain/tenancy/sql.ts';
import { drainPosts } from '../../workflows/activities/drain-posts.ts';
import { silent, system, type TestDesk, type TestTenant } from './desk.ts';
import { messageProblems } from './slack/validate-blocks.ts';

/** A call that a post became, with who and what it was. */
export type ComposedCall = { kind: string; effectKey: string; call: SlackCall };

/** A connected workspace of the tenant, without tokens: posts are composed, and nothing is called. */
export async function connectWorkspace(
  desk: TestDesk,
  tenant: TestTenant,
  externalId: string,
  name = `Team ${externalId}`,
): Promise<InstallationId> {
  const id = newId<InstallationId>();
  await desk.withTenant(tenant.id, system, (uow) =>
    sqlRun(
      uow,
      `insert into chat_installations (tenant_id, id, platform, external_id, name, app_id, bot_user_id, installed_at)
       values (?, ?, 'slack', ?, ?, 'A1', 'UBOT', ?)`,
      [uow.tenantId, id, externalId, name, uow.now],
    ),
  );
  return id;
}

/** Links a member of staff to a person of the workspace, as a proof does. */
export async function linkStaff(
  desk: TestDesk,
  tenant: TestTenant,
  installationId: InstallationId,
  externalId: string,
  userId: StaffUserId,
): Promise<void> {
  await desk.withTenant(tenant.id, system, (uow) => {
    const stranger = { installationId, externalId, externalTeamId: 'T1', name: externalId, timeZone: null };
    return linkChatPerson(uow, stranger, userId, 'code');
  });
}

/** Drains every due post of both tenants as the pump does; what each became is checked against the limits of Slack and handed back. */
export async function postDue(desk: TestDesk): Promise<ComposedCall[]> {
  const made: ComposedCall[] = [];
  const chatPoster: Parameters<typeof drainPosts>[0]['chatPoster'] = {
    send: async (post) => {
      const call = await desk.withTenant(post.tenantId, system, async (uow) => {
        const installation = await loadInstallation(uow, post.installationId);
        const ctx: ComposeContext | null = installation === null ? null : { uow, installation, post, webUrl: 'https://desk.example' };
        return ctx === null ? null : ((await slackComposers[post.kind]?.compose(ctx)) ?? null);
      });
      if (call === null) return { outcome: { kind: 'nothing', reason: 'of no interest' }, record: null };
      if ('message' in call) assertTaken(call);
      made.push({ kind: post.kind, effectKey: post.effectKey, call });
      return { outcome: { kind: 'sent', channel: 'C', ts: `1.${made.length}` }, record: null };
    },
  };
  for (const shard of new Set([shardOf(desk.one.id), shardOf(desk.two.id)])) {
    await drainPosts({ withTenant: desk.withTenant, across: desk.across, chatPoster, log: silent }, shard);
  }
  return made;
}

function assertTaken({ message }: Extract<SlackCall, { message: unknown }>): void {
  const problems = [message, ...message.more].flatMap((part) =>
    messageProblems({ text: part.text, blocks: part.blocks as unknown as object[] }),
  );
  if (problems.length > 0) throw new Error(`Slack would refuse this: ${problems.join('; ')}`);
}

/** Every text of a call's message, of all its parts. */
export function wordsOf(call: SlackCall): string {
  return 'message' in call ? JSON.stringify(call.message) : '';
}
