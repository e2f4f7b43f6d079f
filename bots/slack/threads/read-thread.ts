import type { WebClient } from '@slack/web-api';
import { AppError } from '../../../domain/errors.ts';
import { textAt } from '../receive/read-field.rules.ts';

/** Slack allows apps outside its Marketplace 15 messages a page and a page a minute (conversations.replies, 2025); others get what they ask for. */
const pageSize = 200;
const mostPages = 5;

/** What Slack said that means that the app is not in the channel. */
const absent = ['not_in_channel', 'channel_not_found', 'missing_scope'];

/** A thread as Slack keeps it, oldest first. `whole` false: there is more than we may ask for. */
export type SlackThread = { rootTs: string; messages: unknown[]; whole: boolean };

/**
 * The messages of a thread, by the ts of any of them, asked of Slack once: what comes later comes by events. Outside every unit of work. Throws `not_found` when
 * the app is not in the channel and what Slack's client throws.
 */
export async function readThread(client: WebClient, channel: string, ts: string): Promise<SlackThread> {
  const messages: unknown[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const answer = await client.conversations
      .replies({ channel, ts, limit: pageSize, ...(cursor === undefined ? {} : { cursor }) })
      .catch((error: unknown) => {
        // A later page that is refused for its rate leaves what we have.
        if (page > 0) return { messages: [], response_metadata: {}, has_more: true };
        throw readable(error);
      });
    messages.push(...(answer.messages ?? []));
    cursor = textAt(answer, 'response_metadata', 'next_cursor') ?? undefined;
    if (cursor === undefined) return threadOf(messages, ts, answer.has_more !== true);
  }
  return threadOf(messages, ts, false);
}

function threadOf(messages: unknown[], ts: string, whole: boolean): SlackThread {
  const rootTs = textAt(messages.find((one) => textAt(one, 'ts') === ts) ?? messages[0], 'thread_ts') ?? ts;
  const byTs = new Map(messages.map((message) => [textAt(message, 'ts') ?? '', message]));
  return { rootTs, messages: [...byTs.values()].sort((a, b) => Number(textAt(a, 'ts')) - Number(textAt(b, 'ts'))), whole };
}

function readable(error: unknown): unknown {
  const name = textAt((error as { data?: unknown }).data, 'error');
  if (name === null || !absent.includes(name)) return error;
  return new AppError('not_found', {
    message: `the thread cannot be read: ${name}`,
    userMessage: 'Nothing was opened: the app is not in that channel, so it cannot read the thread. Invite it with /invite and try again.',
  });
}
