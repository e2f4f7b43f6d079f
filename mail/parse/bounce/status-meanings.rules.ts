import type { BounceReason } from '../../../domain/mailboxes/bounce-report.types.ts';

/**
 * Codes that say more than any wording beside them (RFC 3463 3, RFC 7372, RFC 7505, RFC 7293 and the register of enhanced status codes; Google's and
 * Microsoft's own where they are documented). Without the class: `1.6` is `5.1.6` and `4.1.6`.
 */
export const plainMeanings: Readonly<Record<string, BounceReason>> = {
  '1.6': 'hasmoved',
  '1.7': 'rejected',
  '1.8': 'rejected',
  '2.2': 'mailboxfull',
  '3.4': 'mesgtoobig',
  '7.9': 'policyviolation',
  '7.13': 'suspend',
  '7.20': 'authfailure',
  '7.21': 'authfailure',
  '7.22': 'authfailure',
  '7.23': 'authfailure',
  '7.24': 'authfailure',
  '7.25': 'requireptr',
  '7.26': 'authfailure',
  '7.27': 'notaccept',
  '7.29': 'authfailure',
  '7.30': 'authfailure',
  '7.509': 'authfailure',
  '7.511': 'blocked',
  '7.515': 'authfailure',
  '7.606': 'blocked',
  '7.708': 'blocked',
};

/** What a code means when nothing beside it says more (RFC 3463 3). */
export const fallbackMeanings: Readonly<Record<string, BounceReason>> = {
  '1.0': 'userunknown',
  '1.1': 'userunknown',
  '1.2': 'hostunknown',
  '1.3': 'userunknown',
  '1.4': 'userunknown',
  '1.5': 'userunknown',
  '1.9': 'rejected',
  '1.10': 'notaccept',
  '1.351': 'userunknown',
  '2.0': 'filtered',
  '2.1': 'suspend',
  '2.3': 'exceedlimit',
  '2.4': 'filtered',
  '3.0': 'systemerror',
  '3.1': 'systemfull',
  '3.2': 'notaccept',
  '3.3': 'systemerror',
  '3.5': 'systemerror',
  '4.0': 'networkerror',
  '4.1': 'networkerror',
  '4.2': 'networkerror',
  '4.3': 'systemerror',
  '4.4': 'hostunknown',
  '4.5': 'toomanyconn',
  '4.6': 'networkerror',
  '4.7': 'expired',
  '5.0': 'syntaxerror',
  '5.1': 'syntaxerror',
  '5.2': 'syntaxerror',
  '5.3': 'toomanyconn',
  '5.4': 'syntaxerror',
  '6.0': 'contenterror',
  '6.1': 'contenterror',
  '6.2': 'contenterror',
  '6.3': 'contenterror',
  '6.4': 'contenterror',
  '6.5': 'contenterror',
  '6.7': 'contenterror',
  '7.0': 'securityerror',
  '7.1': 'securityerror',
  '7.2': 'filtered',
  '7.3': 'securityerror',
  '7.4': 'securityerror',
  '7.5': 'securityerror',
  '7.6': 'securityerror',
  '7.7': 'contenterror',
  '7.8': 'securityerror',
};

/** What an SMTP reply code alone suggests (RFC 5321 4.2.3); asked last. */
export const replyMeanings: Readonly<Record<string, BounceReason>> = {
  '421': 'systemerror',
  '422': 'mailboxfull',
  '452': 'systemfull',
  '523': 'mesgtoobig',
  '530': 'securityerror',
  '535': 'securityerror',
  '538': 'securityerror',
  '551': 'hasmoved',
  '552': 'mailboxfull',
  '556': 'notaccept',
};

/** Reasons that say the address is wrong or gone for good. */
export const hardReasons: readonly BounceReason[] = ['userunknown', 'hostunknown', 'hasmoved', 'notaccept'];
