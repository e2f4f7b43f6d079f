import { findChatPerson } from '../../../domain/chat/find-chat-person.ts';
import { keepChatActions } from '../../../domain/chat/keep-chat-actions.ts';
import { loadMember } from '../../../domain/people/load-member.ts';
import { homeView } from '../render/home-view.rules.ts';
import type { Composer } from '../slack.types.ts';
import { homeCards } from './home-cards.ts';
import type { HomeRef } from './queue-home.ts';
import { unlinkedHome } from './unlinked-card.ts';

/** A person's App Home as it is when its turn comes. Whoever has proved nothing sees how to, and nothing else. */
export const homeComposer: Composer = {
  compose: async ({ uow, installation, post, webUrl }) => {
    const { externalUserId, team } = post.ref as HomeRef;
    const person = await findChatPerson(uow, installation.id, externalUserId);
    const isTheirs = person !== null && (team === null || installation.isEnterprise || team === person.externalTeamId);
    const cards = isTheirs ? await homeCards(uow, await loadMember(uow, person.userId)) : [unlinkedHome()];
    const { view, stashed } = homeView(cards, { nonce: post.id, webUrl });
    await keepChatActions(uow, stashed);
    return { verb: 'home', user: externalUserId, view };
  },
};
