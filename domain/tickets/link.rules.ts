import type { LinkKind, StoredLinkKind } from './ticket-relations.types.ts';

/** How each of the six is kept: the kind that is stored, and whether its two tickets change places. */
export const linkStorage: Record<LinkKind, { kind: StoredLinkKind; turned: boolean }> = {
  related: { kind: 'related', turned: false },
  duplicate: { kind: 'duplicate', turned: false },
  blocks: { kind: 'blocks', turned: false },
  blocked_by: { kind: 'blocks', turned: true },
  follows: { kind: 'follows', turned: false },
  followed_by: { kind: 'follows', turned: true },
};

/** What a link says of the ticket it is shown on, as its source and as its target. */
export const linkWords: Record<StoredLinkKind, { source: string; target: string }> = {
  related: { source: 'related to', target: 'related to' },
  duplicate: { source: 'duplicate of', target: 'has the duplicate' },
  blocks: { source: 'blocks', target: 'blocked by' },
  follows: { source: 'follows', target: 'followed by' },
};
