import type { StoredPausing } from './policy.types.ts';

/**
 * What clocks stand still for unless a policy says otherwise (`helpdesk.md` 2.2 rules 7 and 8, `domain.md` 3.2). A ticket that is resolved or closed needs no
 * answer until it is reopened; only the resolution waits for the customer, for others, or for a next action that does not count.
 */
export const defaultPausing: StoredPausing = {
  firstResponse: ['resolved', 'closed'],
  nextReply: ['resolved', 'closed'],
  resolution: ['waiting_customer', 'excluded', 'waiting_vendor', 'waiting_parts'],
};
