import { objectAt, textAt } from '../receive/read-field.rules.ts';

/** A file of a message, as Slack tells of it. */
export type SlackFile = { id: string; name: string; mimetype: string; size: number; url: string | null; mustAsk: boolean };

/** A message of a person. `threadTs` null: it stands by itself. `team`: the writer's own, when it is said. */
export type SlackSaid = {
  channel: string;
  ts: string;
  threadTs: string | null;
  user: string;
  team: string | null;
  text: string;
  files: SlackFile[];
  editedTs: string | null;
};

/** What a `message` event says to us. */
export type MessageEventFacts =
  | { kind: 'said'; said: SlackSaid }
  | { kind: 'edited'; said: SlackSaid & { editedTs: string } }
  | { kind: 'deleted'; channel: string; ts: string; threadTs: string | null }
  | { kind: 'none' };

/** Subtypes that people write under; everything else is a machine's or tells of the channel. */
const spokenSubtypes: readonly (string | null)[] = [null, 'file_share', 'thread_broadcast', 'me_message'];

/**
 * Reads a `message` event. A change that is no edit (a preview was added, a reply was counted) says nothing; a root that was deleted but has replies comes as a
 * change to a `tombstone`. Conversations with the app alone are not ours to read here.
 */
export function readMessageEvent(event: unknown, botUserId: string): MessageEventFacts {
  const channel = textAt(event, 'channel');
  const place = textAt(event, 'channel_type');
  if (channel === null || place === 'im' || place === 'app_home') return { kind: 'none' };
  const subtype = textAt(event, 'subtype');
  if (subtype === 'message_deleted') return deletion(event, channel);
  if (subtype !== 'message_changed') {
    const said = readSaid(event, channel, botUserId);
    return said === null ? { kind: 'none' } : { kind: 'said', said };
  }
  if (textAt(event, 'message', 'subtype') === 'tombstone') return deletion(event, channel);
  const said = readSaid(objectAt(event, 'message'), channel, botUserId);
  return said?.editedTs == null ? { kind: 'none' } : { kind: 'edited', said: { ...said, editedTs: said.editedTs } };
}

function deletion(event: unknown, channel: string): MessageEventFacts {
  const ts = textAt(event, 'deleted_ts') ?? textAt(event, 'message', 'ts') ?? textAt(event, 'previous_message', 'ts');
  if (ts === null) return { kind: 'none' };
  const root = textAt(event, 'previous_message', 'thread_ts');
  return { kind: 'deleted', channel, ts, threadTs: root === ts ? null : root };
}

/** A message as a person wrote it; null for those of apps, our own among them, and for what only tells of the channel. */
export function readSaid(message: unknown, channel: string, botUserId: string): SlackSaid | null {
  const [ts, user] = [textAt(message, 'ts'), textAt(message, 'user')];
  if (ts === null || user === null || user === botUserId || user === 'USLACKBOT' || textAt(message, 'bot_id') !== null) return null;
  if (!spokenSubtypes.includes(textAt(message, 'subtype'))) return null;
  const root = textAt(message, 'thread_ts');
  return {
    channel,
    ts,
    threadTs: root === ts ? null : root,
    user,
    team: textAt(message, 'user_team') ?? textAt(message, 'source_team') ?? textAt(message, 'team'),
    text: textAt(message, 'text') ?? '',
    files: readFiles(message),
    editedTs: textAt(message, 'edited', 'ts'),
  };
}

/** Of a file in a channel of several companies Slack may only say that it has to be asked about (`file_access`). */
function readFiles(message: unknown): SlackFile[] {
  const files = objectAt(message).files;
  if (!Array.isArray(files)) return [];
  return files.flatMap((file: unknown) => {
    const id = textAt(file, 'id');
    return id === null || textAt(file, 'mode') === 'tombstone' ? [] : [readFile(file, id)];
  });
}

/** What Slack tells of one file. */
export function readFile(file: unknown, id: string): SlackFile {
  const size = objectAt(file).size;
  return {
    id,
    name: (textAt(file, 'name') ?? textAt(file, 'title') ?? id).slice(0, 200),
    mimetype: textAt(file, 'mimetype') ?? 'application/octet-stream',
    size: typeof size === 'number' ? size : 0,
    url: textAt(file, 'url_private_download') ?? textAt(file, 'url_private'),
    mustAsk: textAt(file, 'file_access') === 'check_file_info',
  };
}
