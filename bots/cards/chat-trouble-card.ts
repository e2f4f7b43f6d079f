import type { ChatPostKind, InboxKind } from '../../domain/chat/chat.types.ts';
import type { ChatTrouble, TroublePage } from '../../domain/chat/list-chat-trouble.ts';
import type { Card, CardAction, Row } from './card.types.ts';
import { makeCard } from './make-card.rules.ts';
import { action, askFirst, bold, code, muted, oneLine, plain, row } from './spans.rules.ts';
import { type Reader, when } from './when.rules.ts';

/** What each kind of post is to a person. */
export const postNames: Record<ChatPostKind, string> = {
  card: 'Ticket card',
  message: 'Message in a ticket’s thread',
  file: 'File in a ticket’s thread',
  answer: 'Answer to somebody',
  notice: 'Notices to somebody',
  digest: 'Morning digest',
  alert: 'Alert in a channel',
  handoff: 'On-call hand-off',
  home: 'App Home',
  unfurl: 'Preview of a link',
  prompts: 'Suggestions of the assistant',
  reaction: 'Reaction',
};

const itemNames: Record<InboxKind, string> = {
  event: 'Something that happened in chat',
  command: 'Command',
  action: 'Press of a button',
  submission: 'Form',
  later: 'Something that waited for its time',
};

/** What did not get into a chat, or out of it, each with what can be done. */
export function chatTroubleCard(page: TroublePage, reader: Reader): Card {
  return makeCard('list', [bold(titleOf(page))], {
    text: page.lines.length === 0 ? [plain('Everything that was to be posted is posted, and everything that came in was handled.')] : [],
    rows: page.lines.map((line) => troubleRow(line, reader)),
    paging: {
      shown: page.lines.length,
      total: null,
      totalIsAtLeast: false,
      next: page.next === null ? null : action('Next', 'chat.trouble', { after: page.next }),
    },
  });
}

function titleOf({ uncertain, parked }: TroublePage): string {
  const said = [
    ...(uncertain === 0
      ? []
      : [`${uncertain} post${uncertain === 1 ? '' : 's'} of which nobody knows whether ${uncertain === 1 ? 'it' : 'they'} arrived`]),
    ...(parked === 0 ? [] : [`${parked} thing${parked === 1 ? '' : 's'} from chat that could not be handled`]),
  ];
  return said.length === 0 ? 'Nothing in chat waits for a decision' : said.join(', ');
}

function troubleRow(line: ChatTrouble, reader: Reader): Row {
  const name = line.what === 'post' ? postNames[line.kind] : itemNames[line.kind];
  const about = line.ticket === null ? '' : ` · ${line.ticket}`;
  return row(
    [code(`${line.what === 'post' ? 'p' : 'i'}-${line.ref}`), { text: ` ${name}${about}` }],
    [
      [{ text: `${oneLine(line.workspace, 80)} · ${line.attempts} attempt${line.attempts === 1 ? '' : 's'} · ` }, when(line.at, reader)],
      [bold(line.state), muted(line.reason === null ? '' : ` · ${oneLine(line.reason, 250)}`)],
    ],
    actionsOf(line),
  );
}

function actionsOf(line: ChatTrouble): CardAction[] {
  if (line.what === 'item') return [action('Handle again', 'chat.item_retry', { item: line.id }, 'primary')];
  const again = { post: line.id, decision: 'again' };
  const twice = 'If it did arrive, it will be there twice. Look into the conversation first. Post it again?';
  return [
    line.state === 'uncertain'
      ? askFirst('Post again', 'chat.post_decide', again, twice)
      : action('Post again', 'chat.post_decide', again, 'primary'),
    action('Leave it', 'chat.post_decide', { post: line.id, decision: 'leave' }),
    ...(line.ticket === null ? [] : [action('Show ticket', 'ticket.show', { ticket: line.ticket })]),
  ];
}
