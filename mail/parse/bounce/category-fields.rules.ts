import type { BounceReason } from '../../../domain/mailboxes/bounce-report.types.ts';
import { fieldOf, type ReportFields } from './report-fields.rules.ts';

/** Categories that sending servers add to a recipient's fields (PowerMTA's documentation, "bounce categories"). */
const categories: Readonly<Record<string, BounceReason>> = {
  'bad-domain': 'hostunknown',
  'bad-mailbox': 'userunknown',
  'inactive-mailbox': 'suspend',
  'quota-issues': 'mailboxfull',
  'message-expired': 'expired',
  'no-answer-from-host': 'networkerror',
  'bad-connection': 'networkerror',
  'routing-errors': 'networkerror',
  'policy-related': 'policyviolation',
  'spam-related': 'spamdetected',
  'virus-related': 'virusdetected',
  'content-related': 'contenterror',
  'relaying-issues': 'norelaying',
  'invalid-sender': 'rejected',
  'protocol-errors': 'syntaxerror',
  'bad-configuration': 'systemerror',
};

/** The reason a server itself filed a failure under; null when it did not, or under "other". */
export function categoryReason(fields: ReportFields): BounceReason | null {
  return categories[fieldOf(fields, 'x-powermta-bouncecategory').trim().toLowerCase()] ?? null;
}
