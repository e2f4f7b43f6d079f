import type { BlockAction } from '@slack/bolt';
import type { Card } from '../../cards/card.types.ts';
import { makeCard } from '../../cards/make-card.rules.ts';
import { bold } from '../../cards/spans.rules.ts';
import { operationOf } from '../../commands/operation-table.ts';
import { linkAnswer } from '../install/link-answer.ts';
import { pressedValue, pressId } from '../render/action-value.rules.ts';
import { feedbackActionId } from '../send/feedback-block.rules.ts';
import type { SlackClients, SlackDeps, SlackListeners, Turn } from '../slack.types.ts';
import type { Act, Wanted } from './act.types.ts';
import { readPress } from './press-action.ts';
import { pressOp } from './press-op.ts';
import { answerPlace, type Carrier, type Pressed, readPressed } from './pressed.rules.ts';
import { queueAnswer } from './queue-answer.ts';
import { queueHome } from './queue-home.ts';
import { sendLater } from './send-later.ts';
import { shareTicket } from './share-ticket.ts';
import { turnOf } from './turn-of.ts';
import { unbindHere } from './unbind-here.ts';
import { undoSend } from './undo-send.ts';

/** Buttons and pickers of our messages and of the Home. Each was committed before Slack was told that it has arrived. */
export const pressListeners: SlackListeners = (app, deps, clients) => {
  app.action<BlockAction>({ type: 'block_actions', action_id: /^(?:op|pick):/ }, async ({ ack, body, action, context }) => {
    await ack();
    if (action.action_id === feedbackActionId) return;
    const pressed = readPressed(body, action as unknown as Record<string, unknown>);
    await handlePress({ deps, clients, turn: turnOf(context) }, pressed);
  });
};

type Kit = { deps: SlackDeps; clients: SlackClients; turn: Turn };

async function handlePress(kit: Kit, pressed: Pressed): Promise<void> {
  const { deps, turn } = kit;
  const key = `answer:${turn.item?.id ?? pressed.blockId}`;
  const { wanted, carrier } = await readPress(deps, turn, pressed);
  const person = await turn.personOf(pressed.user, pressed.team);
  const isLinking = person === null || wanted?.op === 'slack.link';
  if (isLinking || wanted === null) {
    const card = isLinking ? await linkAnswer(deps, turn, { id: pressed.user, team: pressed.team, name: pressed.name }) : unknownButton;
    return queueAnswer(deps, turn, key, card, aside(answerPlace(pressed, carrier)));
  }
  const card = await doPress({ ...kit, person, commandId: commandIdOf(turn, pressed) }, wanted, pressed, carrier);
  if (pressed.view?.isHome === true) await queueHome(deps, turn, pressed.user, pressed.team, `home:${turn.item?.id ?? ''}`);
  if (!isWorthSaying(card, wanted, carrier, pressed)) return;
  const place = answerPlace(pressed, carrier, isAboutDraft(wanted));
  await queueAnswer(deps, turn, key, card, card.error === null ? place : aside(place));
}

/** The same button pressed again by the same person is the same command; drawn anew it is another. */
function commandIdOf(turn: Turn, pressed: Pressed): string {
  return pressId({
    installationId: turn.installation.id,
    user: pressed.user,
    channel: pressed.channel ?? pressed.view?.id ?? '',
    ts: pressed.ts ?? '',
    blockId: pressed.blockId,
    actionId: pressed.actionId,
    value: pressedValue(pressed.element) ?? '',
  });
}

function doPress(act: Act, wanted: Wanted, pressed: Pressed, carrier: Carrier): Promise<Card> {
  const { op, args } = wanted;
  const { user, team, channel, ts, threadTs } = pressed;
  if (op === 'draft.send') return sendLater(act, args, { user, team, to: answerPlace(pressed, carrier, true) });
  if (op === 'slack.undo_send') return undoSend(act, args);
  if (op === 'slack.share') return shareTicket(act, String(args.ticket), String(args.channel));
  if (op === 'slack.unbind' && channel !== null && ts !== null) return unbindHere(act, String(args.ticket), channel, threadTs ?? ts);
  return pressOp(act, wanted);
}

const isAboutDraft = ({ op }: Wanted): boolean => op.startsWith('draft.') || op === 'slack.undo_send';

/**
 * A ticket's card and the Home are drawn anew by themselves: there, a plain "done" would only be noise, and one that can be taken back is said to whoever did it.
 */
function isWorthSaying(card: Card, { op }: Wanted, carrier: Carrier, pressed: Pressed): boolean {
  const redraws = carrier === 'card' || pressed.view?.isHome === true;
  const wrote = operationOf(op)?.effect === 'write';
  return !redraws || !wrote || card.kind !== 'done' || card.actions.some((one) => one.label === 'Undo');
}

/** A refusal takes nothing away that stands there. */
function aside(place: ReturnType<typeof answerPlace>): ReturnType<typeof answerPlace> {
  return place.kind === 'respond' ? { ...place, replace: false } : place;
}

const unknownButton: Card = makeCard('error', [bold('Not done')], {
  notices: [{ level: 'warning', text: 'This button is too old to be known any more. Nothing was done: ask again with /desk.' }],
  error: { code: 'expired', reference: null },
});
