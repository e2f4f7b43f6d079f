import type { ContactId, CustomerId } from '../ids.types.ts';
import type { ForwardedMail, MailAddress } from '../mailboxes/parsed-mail.types.ts';
import type { MessageAuthor } from './tickets.types.ts';

/** A mail that a proven colleague passed on: its first sender asks, and the colleague's own words stay inside. */
export type PassedOn = { mail: ForwardedMail & { from: MailAddress }; by: Extract<MessageAuthor, { kind: 'staff' }> };

/** Whose ticket a mail opens. `isOutside`: the requester takes part and is written to. */
export type Asking = {
  requester: MailAddress | null;
  isOutside: boolean;
  customerId: CustomerId | null;
  contactId: ContactId | null;
  passedOn: PassedOn | null;
};
