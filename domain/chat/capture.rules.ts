import type { ChatChannelUse } from './chat-channel-use.types.ts';
import type { ChatSpeaker } from './chat-message.types.ts';
import { isSmallTalk } from './small-talk.rules.ts';

/** `reason` is said to whoever inspects the message. */
export type CaptureVerdict = { captures: true } | { captures: false; reason: string };

/** What was said, as far as capture looks at it. */
export type Captured = { text: string; fileCount: number; speaker: Pick<ChatSpeaker, 'userId'> };

/**
 * Whether a message that stands by itself becomes a ticket. Linked staff open tickets by writing only in channels of the house alone (a desk for colleagues);
 * where a customer or another company is present they answer, and open tickets by a command or the message's menu.
 */
export function decideCapture(channel: ChatChannelUse | null, said: Captured): CaptureVerdict {
  if (channel === null || !channel.capture) return no('Messages of this channel are not made tickets.');
  const text = said.text.trim();
  if (startsWith(text, channel.optOut)) return no(`It starts with ${channel.optOut}, which says that it is no ticket.`);
  const isOutsideChannel = channel.isShared || channel.customerId !== null;
  if (said.speaker.userId !== null && isOutsideChannel) return no('Its writer is staff, and in a channel with customers staff answer.');
  if (said.fileCount === 0 && isSmallTalk(text)) return no('It is small talk: a greeting, thanks or agreement alone.');
  return { captures: true };
}

/** The first line as a subject; a message of files alone is called after the first. */
export function capturedSubject(text: string, files: readonly { filename: string }[]): string {
  const line = text.split('\n').find((one) => one.trim() !== '');
  if (line !== undefined) return line.replace(/\s+/g, ' ').trim().slice(0, 120).toWellFormed();
  return files[0] === undefined ? 'A message in chat' : `File: ${files[0].filename}`;
}

/** A word is one when a blank or nothing comes after it. */
function startsWith(text: string, mark: string): boolean {
  const [start, rest] = [text.slice(0, mark.length).toLowerCase(), text.slice(mark.length)];
  return start === mark.toLowerCase() && (/^[:\p{S}\p{P}]$/u.test(mark.slice(-1)) || /^(\W|$)/u.test(rest));
}

function no(reason: string): CaptureVerdict {
  return { captures: false, reason };
}
