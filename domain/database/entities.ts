import { Calendar } from '../calendars/calendar.entity.ts';
import { Contact, ContactAddress, Customer } from '../customers/customers.entity.ts';
import { CommandReceipt, Delivery, Draft } from '../deliveries/deliveries.entity.ts';
import { BlockedSender, InboundMail, Mailbox, MailboxSync } from '../mailboxes/mailboxes.entity.ts';
import { Session, SignInLink, StaffUser } from '../people/people.entity.ts';
import { Tenant } from '../tenancy/tenant.entity.ts';
import { Attachment, Ticket, TicketEvent, TicketMessage, TicketParticipant, TicketWakeup } from '../tickets/tickets.entity.ts';

/** Every entity, listed by hand: nothing is found by scanning folders. */
export const entities = [
  Tenant,
  StaffUser,
  SignInLink,
  Session,
  Calendar,
  Customer,
  Contact,
  ContactAddress,
  Mailbox,
  MailboxSync,
  InboundMail,
  BlockedSender,
  Ticket,
  TicketParticipant,
  TicketMessage,
  Attachment,
  TicketEvent,
  TicketWakeup,
  Delivery,
  Draft,
  CommandReceipt,
];
