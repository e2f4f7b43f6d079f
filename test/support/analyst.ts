import type { MaterialMessage, TicketMaterial } from '../../ai/functions/conversation/ticket-material.types.ts';
import { sentencesOf } from '../../ai/keyless/sentences.rules.ts';
import { newId, type TicketId, type TicketMessageId } from '../../domain/ids.types.ts';
import type { Speaker } from '../../domain/tickets/public-conversation.types.ts';

/** Noon of a working day: what the material below is read at. */
export const readAt = new Date('2026-03-02T12:00:00Z');

/** A message an hour after the one before it. */
export function spoken(by: Speaker, text: string, place = 1): MaterialMessage {
  return {
    id: newId<TicketMessageId>(),
    kind: by === 'staff' ? 'reply' : 'mail',
    by,
    at: new Date(readAt.getTime() - (10 - place) * 3_600_000),
    ordinal: place,
    text,
    cut: 0,
    label: `m${place}`,
    sentences: sentencesOf(text),
  };
}

/** A conversation as a function sees it; what is not said is an open, assigned ticket without a promise. */
export function conversation(
  said: readonly (readonly [Speaker, string])[],
  over: Partial<TicketMaterial['ticket']> = {},
  more: Partial<TicketMaterial> = {},
): TicketMaterial {
  const [first, ...others] = said.map(([by, text], i) => spoken(by, text, i + 1));
  if (first === undefined) throw new Error('somebody said something');
  return {
    ticket: {
      id: newId<TicketId>(),
      number: 'TKT-202603-00001',
      version: 3,
      subject: 'Printer',
      status: 'open',
      priority: 'medium',
      type: 'support',
      language: 'en',
      hasAssignee: true,
      createdAt: first.at,
      nextDueAt: null,
      breached: false,
      reopened: 0,
      ...over,
    },
    messages: [first, ...others],
    leftOut: 0,
    history: [],
    pastActions: [],
    current: null,
    badged: false,
    now: readAt,
    timeZone: 'UTC',
    readerLanguage: 'English',
    ...more,
  };
}
