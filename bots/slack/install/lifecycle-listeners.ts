import { endInstallation } from '../../../domain/chat/end-installation.ts';
import { renameInstallation } from '../../../domain/chat/rename-installation.ts';
import { unlinkChatPerson } from '../../../domain/chat/unlink-chat-person.ts';
import type { Actor } from '../../../domain/ids.types.ts';
import type { SlackListeners, Turn } from '../slack.types.ts';
import { lostStanding, type SlackUser } from './slack-person.rules.ts';

const actor: Actor = { kind: 'system', name: 'slack lifecycle' };

/**
 * What ends a connection or a link. Slack sends `app_uninstalled` and `tokens_revoked` in either order and more than once, and may repeat them after the app was
 * installed again: each counts for the installation of its own instant.
 */
export const lifecycleListeners: SlackListeners = (app, deps) => {
  const end = async (turn: Turn, how: 'revoked' | 'uninstalled', eventTime: unknown): Promise<void> => {
    const { tenantId, installation } = turn;
    const ended = await deps.withTenant(tenantId, actor, (uow) =>
      endInstallation(uow, installation.id, how, endOfSecond(eventTime, uow.now)),
    );
    deps.log.info({ tenant: tenantId, actor: actor.kind, installation: installation.id, how, ended }, 'Slack told of an end');
  };
  app.event('app_uninstalled', async ({ context, body }) => end(turnIn(context), 'uninstalled', body.event_time));
  app.event('tokens_revoked', async ({ context, body, event }) => {
    // Tokens of single people are none of ours; only the bot's are kept.
    if ((event.tokens.bot?.length ?? 0) > 0) await end(turnIn(context), 'revoked', body.event_time);
  });
  app.event('user_change', async ({ context, event }) => {
    const user: SlackUser & { id: string } = event.user;
    if (lostStanding(user) === null) return;
    const { tenantId, installation } = turnIn(context);
    const whom = { installationId: installation.id, externalId: user.id };
    const ended = await deps.withTenant(tenantId, actor, (uow) => unlinkChatPerson(uow, whom));
    if (ended.length > 0)
      deps.log.info({ tenant: tenantId, actor: actor.kind, installation: installation.id }, 'Slack person lost their link');
  });
  app.event('team_rename', async ({ context, event }) => {
    const { tenantId, installation } = turnIn(context);
    if (!installation.isEnterprise) await deps.withTenant(tenantId, actor, (uow) => renameInstallation(uow, installation.id, event.name));
  });
};

function turnIn(context: Record<string, unknown>): Turn {
  return context.deskhand as Turn;
}

// Slack gives whole seconds: what is told of a second may have happened at its end.
function endOfSecond(eventTime: unknown, now: Date): Date {
  return typeof eventTime === 'number' ? new Date(eventTime * 1000 + 999) : now;
}
