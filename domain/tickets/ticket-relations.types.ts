import type { ParticipantId, StaffUserId, TicketId } from '../ids.types.ts';
import type { TicketStatus } from './tickets.types.ts';

/** Kinds of links as they are kept: each is stored once, from its source to its target. */
export const storedLinkKinds = ['related', 'duplicate', 'blocks', 'follows'] as const;
export type StoredLinkKind = (typeof storedLinkKinds)[number];

/** The six types of links that people use (`domain.md` 2.7). */
export const linkKinds = ['related', 'duplicate', 'blocks', 'blocked_by', 'follows', 'followed_by'] as const;
export type LinkKind = (typeof linkKinds)[number];

/**
 * What a merge changed, so that undoing it restores exactly that: how the source stood, which people, watchers and children came newly to the target. A
 * person with `removedAt` was there once and had been removed then. Instants are as the database prints them,
 * to the microsecond.
 */
export type MergeBefore = {
  source: {
    status: TicketStatus;
    resolvedAt: string | null;
    closedAt: string | null;
    snoozedUntil: string | null;
  };
  joined: { id: ParticipantId; removedAt: string | null }[];
  addedWatchers: StaffUserId[];
  children: TicketId[];
};
