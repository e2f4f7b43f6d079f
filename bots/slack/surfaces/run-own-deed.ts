import type { InboxItem, InboxOutcome } from '../../../domain/chat/chat.types.ts';
import { linkAnswer } from '../install/link-answer.ts';
import type { OwnDeed, SlackClients, SlackDeps, Turn } from '../slack.types.ts';
import { lookAgain } from './look-again.ts';
import { doOwn } from './own-deeds.ts';
import { queueAnswer } from './queue-answer.ts';

const actor = { kind: 'system', name: 'chat answers' } as const;

/**
 * Does what a checked form or a deed of ours that waited says, as the person who asked for it and with the rights they have now. The item's id is the command
 * id and names the answer, so that a second run changes and says nothing more.
 */
export async function runOwnDeed(deps: SlackDeps, item: InboxItem, turn: Turn, clients: SlackClients): Promise<InboxOutcome> {
  const deed = item.payload as OwnDeed;
  const person = await turn.personOf(deed.user, deed.team);
  const card =
    person === null
      ? await linkAnswer(deps, turn, { id: deed.user, team: deed.team, name: '' })
      : await doOwn({ deps, clients, turn, person, commandId: item.id }, deed);
  if (card?.pending !== undefined && deed.looked !== undefined) {
    const { to, looked, instead = '' } = deed;
    const awaited = { job: card.pending, to, responseUrl: item.responseUrl, instead, looked };
    const waits = await deps.withTenant(turn.tenantId, actor, (uow) => lookAgain(uow, turn.installation.id, awaited));
    if (waits) return { kind: 'done', result: 'not ready yet' };
  }
  if (card !== null) await queueAnswer(deps, turn, `answer:${item.id}`, card, deed.to, { sealedUrl: item.responseUrl, ...replacing(deed) });
  return { kind: 'done', result: card?.error == null ? deed.op : `${deed.op}: ${card.error.code}` };
}

function replacing({ instead }: OwnDeed): { instead?: string } {
  return instead === undefined ? {} : { instead };
}
