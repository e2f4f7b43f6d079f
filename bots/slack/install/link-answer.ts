import { linkMinutes, mostWrongCodes } from '../../../domain/chat/chat-link.rules.ts';
import { type CodeOutcome, finishLinkByCode } from '../../../domain/chat/finish-link-by-code.ts';
import { startLinkFromChat } from '../../../domain/chat/start-link-from-chat.ts';
import type { Actor } from '../../../domain/ids.types.ts';
import type { Card, Notice, Paragraph } from '../../cards/card.types.ts';
import { makeCard } from '../../cards/make-card.rules.ts';
import { bold, code, plain } from '../../cards/spans.rules.ts';
import type { SlackClients, SlackDeps, Turn } from '../slack.types.ts';
import { readSlackPerson } from './read-slack-person.ts';
import { refusalOf } from './slack-person.rules.ts';

/** Somebody of Slack as a payload names them; `team` is their own, when the payload says it. */
export type SlackCaller = { id: string; team: string | null; name: string };

const actor: Actor = { kind: 'system', name: 'slack linking' };

/**
 * What an unlinked person is answered: nothing was done, and two ways to prove who they are. The link is theirs alone, for ten minutes and one use, and is
 * worth nothing to anybody who is not signed in as staff of the company. Show it to them only. Somebody of another company gets a sentence and no link.
 */
export async function linkAnswer(deps: SlackDeps, turn: Turn, caller: SlackCaller): Promise<Card> {
  const { installation, tenantId } = turn;
  const foreign = caller.team === null || installation.enterpriseId !== null ? null : refusalOf({ team_id: caller.team }, installation);
  if (foreign !== null) return linkingCard(foreign, 'warning');
  const stranger = {
    installationId: installation.id,
    externalId: caller.id,
    externalTeamId: caller.team ?? installation.externalId,
    name: caller.name.slice(0, 100),
    timeZone: null,
  };
  const { token } = await deps.withTenant(tenantId, actor, (uow) => startLinkFromChat(uow, stranger));
  return linkingCard('Deskhand does not know you yet, so nothing was done.', 'info', [
    plain('Say once who you are among the staff, in one of two ways. An equal mail address is not enough.'),
    [
      bold('Signed in to Deskhand in this browser? '),
      { text: 'Link my account', href: `${deps.webUrl}/slack/link#${token}` },
      { text: ` (works once, for ${linkMinutes} minutes)` },
    ],
    [
      bold('Or with a code: '),
      { text: 'say ' },
      code('link slack'),
      { text: ' in Deskhand’s console, then say here ' },
      code('/desk link CODE'),
    ],
  ]);
}

/**
 * Links the person by the code they said, and says how it came out. Wrong codes are limited. The same code said twice by the same person (a repeated delivery)
 * is answered like the first time. Throws only what is worth trying again.
 */
export async function tryLinkCode(deps: SlackDeps, clients: SlackClients, turn: Turn, caller: SlackCaller, said: string): Promise<Card> {
  const found = await readSlackPerson(deps, clients, turn.installation, caller.id);
  if (found.kind === 'refused') return linkingCard(found.reason, 'warning');
  const outcome = await deps.withTenant(turn.tenantId, actor, (uow) => finishLinkByCode(uow, found.person, said));
  deps.log.info({ tenant: turn.tenantId, actor: actor.kind, installation: turn.installation.id, outcome: outcome.kind }, 'Slack link code');
  return cardOf(outcome);
}

function cardOf(outcome: CodeOutcome): Card {
  if (outcome.kind === 'linked') {
    const { person, user } = outcome.replaced;
    return linkingCard(`You are linked: here you are ${outcome.userName}. Commands work now; /desk help lists them.`, 'success', [
      ...(person === null ? [] : [plain(`Before, ${outcome.userName} was ${person} in this workspace. That link is ended.`)]),
      ...(user === null ? [] : [plain(`Before, you were linked to ${user}. That link is ended.`)]),
    ]);
  }
  if (outcome.kind === 'locked')
    return linkingCard(
      `That was ${mostWrongCodes} wrong codes. For ${linkMinutes} minutes no code of yours is looked at; then get a new one with “link slack” in Deskhand’s console.`,
      'warning',
    );
  if (outcome.kind === 'not_connected')
    return linkingCard(
      'This workspace is not connected to Deskhand any more. An admin can connect it again on Deskhand’s Slack page.',
      'warning',
    );
  const left = outcome.left === 1 ? 'one more try' : `${outcome.left} more tries`;
  const next = outcome.left === 0 ? `Wait ${linkMinutes} minutes before the next` : `You have ${left}`;
  return linkingCard(
    `This code is wrong, used, or older than ${linkMinutes} minutes: nobody was linked. ${next}. A new code: say “link slack” in Deskhand’s console.`,
    'warning',
  );
}

function linkingCard(words: string, level: Notice['level'], text: Paragraph[] = []): Card {
  return makeCard('done', [bold('Who are you?')], { notices: [{ level, text: words }], text });
}
