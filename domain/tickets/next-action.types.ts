/** What a next point of action is about (`domain.md` 2.7). */
export const nextActionStates = [
  'investigation',
  'waiting_customer',
  'waiting_vendor',
  'waiting_parts',
  'solution',
  'implementation',
  'testing',
  'documentation',
  'other',
] as const;
export type NextActionState = (typeof nextActionStates)[number];

/** How a next point of action came to its end: done by a person, replaced by another text, or over with its ticket. */
export type NextActionEnd = 'done' | 'replaced' | 'ticket_ended';
