import type { BounceReason } from '../../domain/mailboxes/bounce-report.types.ts';

/** Reasons that call for the same answer from us, along the subjects of RFC 3463: the address, the mailbox, our sending, the content, the servers. */
const groups: Readonly<Record<string, readonly BounceReason[]>> = {
  address: ['userunknown', 'hostunknown', 'hasmoved', 'notaccept'],
  mailbox: ['mailboxfull', 'suspend', 'filtered', 'exceedlimit', 'mesgtoobig'],
  sender: ['rejected', 'blocked', 'badreputation', 'requireptr', 'authfailure', 'norelaying', 'securityerror', 'policyviolation'],
  content: ['spamdetected', 'virusdetected', 'contenterror', 'notcompliantrfc'],
  server: ['toomanyconn', 'expired', 'networkerror', 'systemerror', 'systemfull', 'mailererror', 'syntaxerror'],
  unclear: ['onhold', 'undefined'],
  delivered: ['delivered'],
  complaint: ['feedback'],
  absence: ['vacation'],
};

/** The group of a reason; '' for a word that is none. */
export function reasonGroupOf(reason: BounceReason): string {
  return Object.keys(groups).find((group) => groups[group]?.includes(reason)) ?? '';
}
