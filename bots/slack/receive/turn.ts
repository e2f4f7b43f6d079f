import type { InboxItem, Installation } from '../../../domain/chat/chat.types.ts';
import { findChatPerson } from '../../../domain/chat/find-chat-person.ts';
import type { Person } from '../../commands/person.types.ts';
import type { SlackDeps, Turn } from '../slack.types.ts';
import type { SlackBody } from './body.types.ts';
import { receiver } from './find-installation.ts';
import { isStranger, ownTeamIn } from './stranger.rules.ts';

/** What listeners get beside Slack's own arguments, for one body of one workspace. Each person is looked up once a turn. */
export function createTurn(deps: Pick<SlackDeps, 'withTenant'>, installation: Installation, body: SlackBody, item: InboxItem | null): Turn {
  const { tenantId } = installation;
  const known = new Map<string, Promise<Person | null>>();
  const look = async (slackUserId: string, teamId: string | null): Promise<Person | null> => {
    const person = await deps.withTenant(tenantId, receiver, (uow) => findChatPerson(uow, installation.id, slackUserId));
    if (person === null || isStranger(installation, person.externalTeamId, teamId ?? ownTeamIn(body, slackUserId), body)) return null;
    return { tenantId, userId: person.userId };
  };
  return {
    tenantId,
    installation,
    item: item === null ? null : { id: item.id, receivedAt: item.receivedAt, attempts: item.attempts, responseUrl: item.responseUrl },
    personOf: (slackUserId, teamId = null) => {
      const key = `${slackUserId} ${teamId ?? ''}`;
      const found = known.get(key) ?? look(slackUserId, teamId);
      known.set(key, found);
      return found;
    },
  };
}
