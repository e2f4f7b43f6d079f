import type { ChatThreadId, InstallationId, StaffUserId, TicketId, TicketMessageId } from '../ids.types.ts';
import type { ParsedAttachment } from '../mailboxes/parsed-mail.types.ts';
import type { MessageAuthor } from '../tickets/tickets.types.ts';
import type { ChatMessageDecision } from './chat.types.ts';

/** Names a message of a chat for good. */
export type ChatMessageKey = { installationId: InstallationId; channelId: string; ts: string };

/**
 * Somebody who writes in a chat. `userId` is set for proven staff. `isVerified` false: a guest, or of another company. `email` is what the workspace says of them:
 * a hint, never a proof.
 */
export type ChatSpeaker = { externalId: string; name: string; userId: StaffUserId | null; isVerified: boolean; email: string | null };

/** What somebody said, as we keep it: plain text, files already in the blob store, and the names of files that could not be had. */
export type Spoken = ChatMessageKey & {
  /** First message of the thread it is in; null for one that stands by itself. */
  threadTs: string | null;
  speaker: ChatSpeaker;
  text: string;
  files: ParsedAttachment[];
  lost: string[];
  /** Set when what we were told is a changed text already. */
  editedTs: string | null;
};

/** What we know of a message of a chat. */
export type KnownChatMessage = {
  id: string;
  threadTs: string | null;
  threadId: ChatThreadId | null;
  direction: 'in' | 'out';
  authorExternalId: string | null;
  ticketId: TicketId | null;
  ticketMessageId: TicketMessageId | null;
  editedTs: string | null;
  deletedAt: Date | null;
  decision: ChatMessageDecision;
  reason: string;
};

/** What a message became. */
export type ChatDecision = {
  decision: ChatMessageDecision;
  reason: string;
  threadId?: ChatThreadId | null;
  ticketId?: TicketId | null;
  ticketMessageId?: TicketMessageId | null;
};

/** How we write down who said it. */
export function speakerAuthor(speaker: ChatSpeaker): MessageAuthor {
  if (speaker.userId !== null) return { kind: 'staff', userId: speaker.userId, name: speaker.name };
  return { kind: 'chat', id: speaker.externalId, name: speaker.name };
}

/** The text with what could not be fetched named in it, so that nothing is lost in silence. */
export function spokenText({ text, lost }: Pick<Spoken, 'text' | 'lost'>): string {
  const lines = lost.map((name) => `(The file ${name} could not be fetched from the chat.)`);
  return [text, ...lines].filter((line) => line !== '').join('\n\n');
}

const lostLine = /\n*\(The file [^\n]* could not be fetched from the chat\.\)/g;

/** A changed text in place of the one that was written down: our own words round it stay, such as the first line of one that stands apart from its thread. */
export function respokenText(written: string, text: string, hasPrefix: boolean): string {
  const prefix = hasPrefix ? written.slice(0, written.indexOf('\n') + 1) : '';
  return `${prefix}${text}${(written.match(lostLine) ?? []).join('')}`;
}
