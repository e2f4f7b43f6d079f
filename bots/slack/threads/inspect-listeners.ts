import { type ChatExplanation, explainChatMessage } from '../../../domain/chat/explain-chat-message.ts';
import type { Paragraph } from '../../cards/card.types.ts';
import { oneLine, plain } from '../../cards/spans.rules.ts';
import { textAt } from '../receive/read-field.rules.ts';
import { fromSlackText } from '../render/slack-text.rules.ts';
import type { SlackListeners, Turn } from '../slack.types.ts';
import { turnOf } from '../surfaces/turn-of.ts';
import { inspectView } from './inspect.view.ts';

/** The message shortcut's callback id, as the manifest names it. */
export const inspectCallback = 'inspect';

const decisionWords: Record<ChatExplanation['decision'], string> = {
  opened: 'It became a ticket.',
  joined: 'It was added to a ticket.',
  noted: 'It is a note on a ticket.',
  mirrored: 'We posted it: it shows what is on a ticket.',
  skipped: 'It is on no ticket.',
  unseen: 'It is on no ticket.',
};

/** Says to linked staff why a message did or did not become a ticket. The view is opened at once: the trigger lives three seconds. */
export const inspectListeners: SlackListeners = (app, deps) => {
  app.shortcut({ callback_id: inspectCallback, type: 'message_action' }, async ({ ack, shortcut, client, context }) => {
    const turn = turnOf(context);
    const { message, channel } = shortcut;
    const person = await turn.personOf(shortcut.user.id, shortcut.user.team_id ?? null);
    const lines = person === null ? stranger : explained(await explain(turn, message, channel.id));
    await client.views.open({ trigger_id: shortcut.trigger_id, view: inspectView(lines, deps.webUrl) });
    // After the view: what fails before the acknowledgement is told to the person by Slack.
    await ack();
  });

  const explain = (turn: Turn, message: unknown, channelId: string): Promise<ChatExplanation> => {
    const ts = textAt(message, 'ts') ?? '';
    const key = { installationId: turn.installation.id, channelId, ts, threadTs: textAt(message, 'thread_ts') };
    const isBot = textAt(message, 'bot_id') !== null || textAt(message, 'user') === turn.installation.botUserId;
    return deps.withTenant(turn.tenantId, { kind: 'system', name: 'chat threads' }, (uow) =>
      explainChatMessage(uow, { ...key, text: fromSlackText(textAt(message, 'text') ?? ''), isBot }),
    );
  };
};

function explained({ decision, reason, ticket, deleted }: ChatExplanation): Paragraph[] {
  const lines: Paragraph[] = [plain(decision === 'unseen' && ticket !== null ? 'Its thread is a ticket’s.' : decisionWords[decision])];
  if (reason !== '' && decision !== 'mirrored') lines.push(plain(`Why: ${reason}`));
  if (deleted) lines.push(plain('It was deleted since, and its text is gone from the ticket.'));
  if (ticket === null) return [...lines, plain('To make it a ticket: choose “Create ticket from message” in the menu of the message.')];
  return [
    ...lines,
    [{ text: 'Ticket: ' }, { text: ticket.number, href: `/t/${ticket.number}` }, { text: ` ${oneLine(ticket.subject, 200)}` }],
  ];
}

const stranger: Paragraph[] = [plain('Only staff who linked their account see this. Link yours: /desk link')];
