import { readLinkCode } from '../../../domain/chat/chat-link.rules.ts';
import type { Card } from '../../cards/card.types.ts';
import { linkAnswer, type SlackCaller, tryLinkCode } from '../install/link-answer.ts';
import { slashCommand } from '../install/manifest.rules.ts';
import type { AnswerRef, SlackClients, SlackDeps, SlackListeners, Turn } from '../slack.types.ts';
import { commandText } from './heard-text.ts';
import { openFromCommand } from './open-from-command.ts';
import { queueAnswer } from './queue-answer.ts';
import { sayInChat } from './say-in-chat.ts';
import { turnOf } from './turn-of.ts';

/** The slash command: what it says is a command, answered to whoever typed it alone. Without an item it asks for a form, which cannot wait. */
export const deskCommand: SlackListeners = (app, deps, clients) => {
  app.command(slashCommand, async ({ ack, command, context }) => {
    const turn = turnOf(context);
    const typed = {
      text: commandText(command.text),
      channel: command.channel_id,
      caller: { id: command.user_id, team: command.team_id, name: command.user_name },
    };
    if (turn.item !== null) return obey(deps, clients, turn, { ...typed, item: turn.item.id });
    const rest = await openFromCommand({ deps, clients, turn }, typed, { trigger: command.trigger_id, responseUrl: command.response_url });
    await ack();
    await rest();
  });
};

type Typed = { text: string; channel: string; caller: SlackCaller; item: string };

async function obey(deps: SlackDeps, clients: SlackClients, turn: Turn, typed: Typed): Promise<void> {
  const to: AnswerRef['to'] = { kind: 'respond', user: typed.caller.id, replace: false, inChannel: false };
  await queueAnswer(deps, turn, `answer:${typed.item}`, await answer(deps, clients, turn, typed, to), to);
}

async function answer(deps: SlackDeps, clients: SlackClients, turn: Turn, typed: Typed, to: AnswerRef['to']): Promise<Card> {
  const { text, channel, caller, item } = typed;
  const code = linkCodeIn(text);
  if (code !== null && code !== '') return tryLinkCode(deps, clients, turn, caller, code);
  const person = code === '' ? null : await turn.personOf(caller.id, caller.team);
  if (person === null) return linkAnswer(deps, turn, caller);
  const act = { deps, clients, turn, person, commandId: item };
  return sayInChat(act, { text, ticket: null, channel, user: caller.id, team: caller.team, to });
}

/**
 * `link CODE` proves who somebody is; `link 1 acme` and `link slack` are commands. Empty: `link` alone. Null: neither. A wrong code is one word that is no number.
 */
export function linkCodeIn(text: string): string | null {
  const found = /^\s*link(?:\s+(.+?))?\s*$/is.exec(text);
  const said = found?.[1] ?? '';
  if (found === null || /^slack$/i.test(said)) return null;
  if (said === '' || (/[a-z]/i.test(said) && (readLinkCode(said) !== null || !/\s/.test(said)))) return said;
  return null;
}
