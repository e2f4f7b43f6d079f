/** Why a mail did not arrive. The words are those of the field's own bounce readers, so that figures can be compared. */
export type BounceReason =
  | 'userunknown'
  | 'hostunknown'
  | 'hasmoved'
  | 'notaccept'
  | 'mailboxfull'
  | 'suspend'
  | 'filtered'
  | 'mesgtoobig'
  | 'exceedlimit'
  | 'rejected'
  | 'blocked'
  | 'badreputation'
  | 'requireptr'
  | 'authfailure'
  | 'norelaying'
  | 'securityerror'
  | 'policyviolation'
  | 'spamdetected'
  | 'virusdetected'
  | 'contenterror'
  | 'notcompliantrfc'
  | 'toomanyconn'
  | 'expired'
  | 'networkerror'
  | 'systemerror'
  | 'systemfull'
  | 'mailererror'
  | 'syntaxerror'
  | 'onhold'
  | 'undefined'
  | 'delivered'
  | 'feedback'
  | 'vacation';

/** What the reporting server did (RFC 3464 2.3.3); '' when the report does not say. */
export type BounceAction = 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded' | '';

/** What became of one recipient. */
export type BounceRecipient = {
  /** Validated and lower-cased; null when the report names none that can be read. */
  address: string | null;
  /** Enhanced status code (RFC 3463), as `5.1.1`; '' when the report carries none. */
  status: string;
  /** SMTP reply code (RFC 5321 4.2), as `550`; '' when the report carries none. */
  reply: string;
  action: BounceAction;
  /** The address itself is wrong or gone: writing to it again is useless. Everything else may pass or be mended. */
  hard: boolean;
  reason: BounceReason;
  /** What the server said, one line of at most 500 characters; '' when it said nothing. */
  diagnostic: string;
};

/** A delivery report or a complaint, read. Nothing in it is proven: whoever sent the mail wrote it. */
export type BounceReport = {
  recipients: BounceRecipient[];
  /** Message-ID of the mail that was returned, with angle brackets; null when the report does not carry it. */
  originalMessageId: string | null;
};
