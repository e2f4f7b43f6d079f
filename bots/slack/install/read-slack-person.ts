import type { Installation } from '../../../domain/chat/chat.types.ts';
import type { ChatStranger } from '../../../domain/chat/chat-link.types.ts';
import { endInstallation } from '../../../domain/chat/end-installation.ts';
import type { SlackClients, SlackDeps } from '../slack.types.ts';
import { notConnected } from './fresh-token.ts';
import { refusalOf, type SlackUser, strangerOf } from './slack-person.rules.ts';
import { endingOf, slackErrorOf } from './token-errors.rules.ts';

/** Who somebody is in Slack at this moment, when they may be linked to staff; or the sentence that says why not. */
export type SlackPerson = { kind: 'person'; person: ChatStranger } | { kind: 'refused'; reason: string };

/** Asks Slack (`users.info`); outside every unit of work. Throws `not_configured` when the workspace has taken Deskhand's access back. */
export async function readSlackPerson(
  deps: Pick<SlackDeps, 'withTenant'>,
  clients: SlackClients,
  installation: Installation,
  externalId: string,
): Promise<SlackPerson> {
  const client = await clients.clientFor(installation.tenantId, installation.id);
  try {
    const user: SlackUser = (await client.users.info({ user: externalId })).user ?? {};
    const reason = refusalOf({ ...user, id: externalId }, installation);
    return reason === null ? { kind: 'person', person: strangerOf(user, installation, externalId) } : { kind: 'refused', reason };
  } catch (error) {
    const slackError = slackErrorOf(error);
    // Slack knows nobody by that id here: somebody of another company in a shared channel.
    if (slackError === 'user_not_found' || slackError === 'user_not_visible')
      return { kind: 'refused', reason: refusalOf({ is_stranger: true }, installation) ?? '' };
    const ending = endingOf(slackError);
    if (ending === null) throw error;
    await deps.withTenant(installation.tenantId, { kind: 'system', name: 'slack' }, (uow) => endInstallation(uow, installation.id, ending));
    throw notConnected(installation.id);
  }
}
