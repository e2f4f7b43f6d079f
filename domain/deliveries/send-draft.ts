import { findSender } from '../customers/find-sender.ts';
import type { DeliveryId, MailboxId, ParticipantId, TicketId, TicketMessageId } from '../ids.types.ts';
import type { MailAddress } from '../mailboxes/parsed-mail.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { addMessage } from '../tickets/add-message.ts';
import { authorOf } from '../tickets/author-of.rules.ts';
import { changeStatus } from '../tickets/change-status.ts';
import { joinTicket } from '../tickets/join-ticket.ts';
import { lockTicket } from '../tickets/lock-ticket.ts';
import { openTicket } from '../tickets/open-ticket.ts';
import { type ReplyKeys, replyAddress } from '../tickets/reply-address.rules.ts';
import { isUnfinished, statusMoves } from '../tickets/ticket.rules.ts';
import { wakeTicket } from '../tickets/wake-ticket.ts';
import { chooseMailbox } from './choose-mailbox.ts';
import { composeSubject, ownLength } from './compose-text.rules.ts';
import { findThread } from './find-thread.ts';
import { type LockedDraft, lockDraft } from './lock-draft.ts';
import { newestMessage } from './newest-message.ts';
import { queueDelivery } from './queue-delivery.ts';
import type { AfterReply, DraftKind, DraftPayload } from './stored-mail.types.ts';
import { type DraftView, viewDraft } from './view-draft.ts';

/**
 * `expired`: an hour has passed, nothing was sent, `payload` still has the text. `overtaken`: something public was added to the ticket after the writer saw it;
 * nothing was sent, and a repetition with `seen` set to `newest` sends.
 */
export type SendDraftOutcome =
  | { kind: 'sent'; ticketId: TicketId; number: string; deliveryId: DeliveryId; to: MailAddress[]; cc: MailAddress[] }
  | { kind: 'expired'; draft: DraftKind; number: string | null; payload: DraftPayload }
  | { kind: 'overtaken'; ticketId: TicketId; newest: TicketMessageId };

/** `after` and `seen` come from the button that was pressed; null leaves what the draft says. */
export type SendChoice = { after: AfterReply | null; seen: string | null; replyKeys: ReplyKeys };

/**
 * Sends a draft: message, ledger row with its Message-ID, participants, status, log and wake-ups in this one commit, at most once. An outreach opens its
 * ticket here. Throws what `lockDraft` throws and `not_configured` without an enabled mailbox.
 */
export async function sendDraft(uow: TenantUnitOfWork, id: string, choice: SendChoice): Promise<SendDraftOutcome> {
  const draft = await lockDraft(uow, id);
  const { payload } = draft;
  const locked = draft.ticketId === null ? null : await lockTicket(uow, draft.ticketId);
  if (draft.expiresAt <= uow.now) return { kind: 'expired', draft: draft.kind, number: locked?.number ?? null, payload };
  if (draft.ticketId !== null) {
    const newest = await newestMessage(uow, draft.ticketId);
    if (newest !== null && newest !== payload.seenMessageId && newest !== choice.seen)
      return { kind: 'overtaken', ticketId: draft.ticketId, newest };
  }
  const ticket = locked ?? (await openFor(uow, draft));
  const sent = await dispatch(uow, draft, ticket, choice);
  await sqlRun(uow, "update drafts set consumed_at = ?, outcome = 'sent', ticket_id = ? where id = ?", [uow.now, ticket.id, id]);
  return { kind: 'sent', ticketId: ticket.id, number: ticket.number, deliveryId: sent, to: payload.to, cc: payload.cc };
}

async function openFor(uow: TenantUnitOfWork, draft: LockedDraft): Promise<{ id: TicketId; number: string }> {
  const [requester] = draft.payload.to;
  if (requester === undefined) throw new Error('an outreach has a recipient');
  const mailbox = await chooseMailbox(uow, { id: draft.payload.mailboxId });
  const known = await findSender(uow, requester.address);
  return openTicket(uow, {
    subject: draft.payload.subject,
    channel: 'email',
    mailboxId: mailbox.id,
    requester: { address: requester.address, name: requester.name || (known.name ?? '') },
    customerId: known.customerId,
    contactId: known.contactId,
    triage: null,
  });
}

async function dispatch(
  uow: TenantUnitOfWork,
  draft: LockedDraft,
  ticket: { id: TicketId; number: string },
  choice: SendChoice,
): Promise<DeliveryId> {
  const view = await viewDraft(uow, draft.id);
  const mailbox = await chooseMailbox(uow, { id: draft.payload.mailboxId });
  const first = await joinAll(uow, draft.kind, ticket.id, view);
  const isPublic = draft.kind !== 'forward';
  const messageId = await addMessage(uow, {
    ticketId: ticket.id,
    kind: isPublic ? 'reply' : 'forward',
    isPublic,
    author: authorOf(uow),
    text: view.text,
    fullText: view.fullText === view.text ? null : view.fullText,
    recipients: [...view.to, ...view.cc],
  });
  const queued = await queueMail(uow, {
    draft,
    ticket,
    view,
    messageId,
    mailboxId: mailbox.id,
    replyRef: first.replyRef,
    keys: choice.replyKeys,
  });
  await sqlRun(uow, 'update ticket_messages set mail_message_id = ? where id = ?', [queued.mailMessageId, messageId]);
  await afterSending(uow, ticket.id, isPublic ? (choice.after ?? draft.payload.after) : 'keep');
  return queued.id;
}

type Queueing = {
  draft: LockedDraft;
  ticket: { id: TicketId; number: string };
  view: DraftView;
  messageId: TicketMessageId;
  mailboxId: MailboxId;
  replyRef: string;
  keys: ReplyKeys;
};

async function queueMail(
  uow: TenantUnitOfWork,
  { draft, ticket, view, messageId, mailboxId, replyRef, keys }: Queueing,
): Promise<{ id: DeliveryId; mailMessageId: string }> {
  const thread = await findThread(uow, ticket.id, draft.kind, view);
  const queued = await queueDelivery(uow, {
    effectKey: `${draft.kind}:${draft.id}`,
    purpose: draft.kind,
    ticketId: ticket.id,
    messageId,
    mailboxId,
    mail: {
      from: view.from,
      to: view.to,
      cc: view.cc,
      replyTo: { name: view.from.name, address: replyAddress(view.from.address, uow.tenantId, replyRef, keys) },
      subject: composeSubject(draft.kind, draft.payload.subject, ticket.number),
      text: view.fullText,
      look: { kind: 'letter', language: view.language, ownLength: ownLength(view.text, view.fullText) },
      ...thread,
      autoSubmitted: 'no',
      attachmentIds: view.files.map((file) => file.id),
    },
  });
  if (queued === null) throw new Error('a consumed draft was queued before');
  return queued;
}

/** Everybody who gets the mail may answer it. Returns the first To: its reference is the reply address (RFC 5322 3.6.2 allows one Reply-To to stand for all). */
async function joinAll(
  uow: TenantUnitOfWork,
  kind: DraftKind,
  ticketId: TicketId,
  view: DraftView,
): Promise<{ id: ParticipantId; replyRef: string }> {
  const role = kind === 'forward' ? 'supplier' : 'cc';
  const joined: { id: ParticipantId; replyRef: string }[] = [];
  for (const person of view.to) joined.push(await joinTicket(uow, ticketId, person, kind === 'outreach' ? 'requester' : role));
  for (const person of view.cc) await joinTicket(uow, ticketId, person, role);
  const [first] = joined;
  if (first === undefined) throw new Error('a mail has a recipient');
  return first;
}

async function afterSending(uow: TenantUnitOfWork, ticketId: TicketId, after: AfterReply): Promise<void> {
  const [row] = await sqlRows<{ status: keyof typeof statusMoves }>(uow, 'select status from tickets where id = ?', [ticketId]);
  const wanted = after === 'keep' ? null : after === 'wait' ? 'waiting_customer' : 'resolved';
  // A reply never reopens what is over, and only an unfinished ticket can wait or be resolved.
  if (row !== undefined && wanted !== null && isUnfinished(row.status) && statusMoves[row.status].includes(wanted)) {
    await changeStatus(uow, ticketId, wanted);
    return;
  }
  await sqlRun(uow, 'update tickets set updated_at = ?, version = version + 1 where id = ?', [uow.now, ticketId]);
  await wakeTicket(uow, ticketId);
}
