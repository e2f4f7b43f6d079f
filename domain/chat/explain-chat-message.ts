import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { decideCapture } from './capture.rules.ts';
import type { ChatDecision, ChatMessageKey } from './chat-message.types.ts';
import { findChatChannel } from './find-chat-channel.ts';
import { findChatMessage } from './find-chat-message.ts';
import { findThreadTicket } from './find-thread-ticket.ts';

/** Why a message of a chat is, or is not, on a ticket. */
export type ChatExplanation = {
  decision: ChatDecision['decision'] | 'unseen';
  reason: string;
  ticket: { number: string; subject: string } | null;
  deleted: boolean;
};

/** Says what became of a message and why, as it was decided then; of one that we never looked at, what the channel's settings say of it now. */
export async function explainChatMessage(
  uow: TenantUnitOfWork,
  key: ChatMessageKey & { threadTs: string | null; text: string; isBot: boolean },
): Promise<ChatExplanation> {
  const known = await findChatMessage(uow, key);
  const root = key.threadTs ?? key.ts;
  const ticketId = known?.ticketId ?? (await findThreadTicket(uow, key.installationId, key.channelId, root))?.id ?? null;
  const [ticket] =
    ticketId === null
      ? []
      : await sqlRows<{ number: string; subject: string }>(uow, 'select number, subject from tickets where id = ?', [ticketId]);
  if (known !== null) {
    return { decision: known.decision, reason: known.reason, ticket: ticket ?? null, deleted: known.deletedAt !== null };
  }
  return { decision: 'unseen', reason: await unseen(uow, key, ticket !== undefined), ticket: ticket ?? null, deleted: false };
}

async function unseen(
  uow: TenantUnitOfWork,
  key: ChatMessageKey & { threadTs: string | null; text: string; isBot: boolean },
  hasTicket: boolean,
): Promise<string> {
  if (key.isBot) return 'It was written by an app, and apps open no tickets.';
  if (hasTicket) return 'It was written before its thread became a ticket’s.';
  const channel = await findChatChannel(uow, key.installationId, key.channelId);
  const verdict = decideCapture(channel, { text: key.text, fileCount: 0, speaker: { userId: null } });
  if (!verdict.captures) return verdict.reason;
  if (key.threadTs !== null && key.threadTs !== key.ts) return 'It was written in a thread that is no ticket’s.';
  return 'We have not seen it: it was written before messages of this channel became tickets, or before the app was in the channel.';
}
