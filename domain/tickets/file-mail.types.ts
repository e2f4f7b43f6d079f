import type { MailLook } from '../deliveries/mail-look.types.ts';
import type { TicketId } from '../ids.types.ts';
import type { LoadedMail } from '../mailboxes/load-new-mails.ts';
import type { MailTrust } from '../mailboxes/mail-trust.types.ts';
import type { ParsedAttachment, ParsedMail } from '../mailboxes/parsed-mail.types.ts';
import type { ReplyKeys } from './reply-address.rules.ts';
import type { TriageSuggestion } from './tickets.types.ts';

/** A stored mail after reading: what it says, or why it could not be read. `rawFile` is the raw mail as an attachment, for the unreadable. */
export type ReadMail = ReadableMail | UnreadableMail;
export type ReadableMail = { stored: StoredFacts; parsed: ParsedMail; trust: MailTrust; triage: TriageSuggestion };
export type UnreadableMail = { stored: StoredFacts; parsed: null; unreadable: string; rawFile: ParsedAttachment };
type StoredFacts = Omit<LoadedMail, 'raw'>;

/** Facts the acknowledgement's fixed template may use. No text of the customer's is among them but the subject (RFC 5230 4.6 practice); '' where it is not repeated. */
export type AcknowledgementFacts = {
  number: string;
  subject: string;
  language: string | null;
  tenantLanguage: string;
  companyName: string;
};
export type RenderAcknowledgement = (facts: AcknowledgementFacts) => { subject: string; text: string; look?: MailLook };

/** What filing a mail needs from outside the domain; all pure. */
export type FilingRules = { replyKeys: ReplyKeys; renderAcknowledgement: RenderAcknowledgement };

/** What became of a mail. */
export type Filed =
  | { kind: 'settled_before' }
  | { kind: 'opened'; ticketId: TicketId; number: string; acknowledged: boolean }
  | { kind: 'extended'; ticketId: TicketId; isVerified: boolean }
  | { kind: 'copy'; ticketId: TicketId | null }
  | { kind: 'bounce'; ticketId: TicketId | null }
  | { kind: 'quarantined' };
