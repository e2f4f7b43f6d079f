import type { SendingMailbox } from '../deliveries/choose-mailbox.ts';
import { chooseNoticeMailbox } from '../deliveries/choose-notice-mailbox.ts';
import { findAutomaticHold } from '../deliveries/find-automatic-hold.ts';
import { keepMailChoice } from '../deliveries/keep-mail-choice.ts';
import { mailChoiceToken } from '../deliveries/mail-choice.rules.ts';
import { noteAutomaticHold } from '../deliveries/note-automatic-hold.ts';
import { publicMailIds } from '../deliveries/public-mail-ids.ts';
import { queueDelivery } from '../deliveries/queue-delivery.ts';
import { threadHeaders } from '../deliveries/thread-headers.rules.ts';
import { newId, type TicketId } from '../ids.types.ts';
import { tokenHash } from '../people/sign-in.rules.ts';
import { sqlRows } from '../tenancy/sql.ts';
import { type OwnLanguage, ownLanguage } from '../tenancy/tenant.types.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { joinTicket } from '../tickets/join-ticket.ts';
import { recordEvent } from '../tickets/record-event.ts';
import { replyAddress } from '../tickets/reply-address.rules.ts';
import { type AskableNow, loadAskable } from './load-askable.ts';
import { linksExpireAt, notAskable, quietSince } from './satisfaction.rules.ts';
import { type SatisfactionRules, scores } from './satisfaction.types.ts';
import { newSatisfactionToken } from './satisfaction-token.rules.ts';

/** `reason` is for the log. */
export type AskedSatisfaction = { kind: 'asked' } | { kind: 'not_asked'; reason: string };

/**
 * Asks the requester of a resolved ticket how it went, once per ticket and at most once in seven days per address: question, ledger row
 * (`satisfaction:<ticket>`) and log line in this commit. Everything is looked at again. Too early or twice it does nothing; a question that cannot be asked when its
 * time has come is written down as skipped, so the ticket's `dueAt` is null from then on either way.
 */
export async function askSatisfaction(uow: TenantUnitOfWork, ticketId: TicketId, rules: SatisfactionRules): Promise<AskedSatisfaction> {
  const ticket = await loadAskable(uow, ticketId);
  if (ticket === null) return notAsked('no such ticket');
  const refused = notAskable(ticket, ticket.tenant) ?? (ticket.dueAt !== null && ticket.dueAt <= uow.now ? null : 'not due yet');
  if (refused !== null || ticket.requesterAddress === null) return notAsked(refused ?? 'no requester');
  const mailbox = await chooseNoticeMailbox(uow, ticket.mailboxId);
  const plain = (await skipReason(uow, ticket)) ?? (mailbox === null ? 'no enabled mailbox' : null);
  const hold = plain === null ? await findAutomaticHold(uow, { address: ticket.requesterAddress, ticketId }) : null;
  if (hold !== null) await noteAutomaticHold(uow, ticketId, hold, { purpose: 'satisfaction', address: ticket.requesterAddress });
  const skipped = plain ?? (hold === null ? null : 'automatic mail is held');
  const language = ownLanguage(ticket.language, ticket.tenant.language);
  const token = newSatisfactionToken(uow.tenantId, rules.keys);
  const request = { ticketId, address: ticket.requesterAddress, language, token, skipped };
  if (!(await saveRequest(uow, request)) || mailbox === null || skipped !== null) return notAsked(skipped ?? 'asked before');
  await queueQuestion(uow, { ...ticket, id: ticketId, address: ticket.requesterAddress }, { mailbox, language, token, rules });
  await recordEvent(uow, ticketId, 'satisfaction_asked', { address: ticket.requesterAddress });
  return { kind: 'asked' };
}

type Question = { mailbox: SendingMailbox; language: OwnLanguage; token: string; rules: SatisfactionRules };

async function queueQuestion(
  uow: TenantUnitOfWork,
  ticket: Pick<AskableNow, 'number' | 'requesterName'> & { id: TicketId; address: string },
  { mailbox, language, token, rules }: Question,
): Promise<void> {
  const person = await joinTicket(uow, ticket.id, { name: ticket.requesterName, address: ticket.address }, 'requester');
  const ours = { name: mailbox.company, address: mailbox.address };
  const stopUrl = await stopLink(uow, ticket.address, rules);
  const links = scores.map((score) => ({ score, url: new URL(`/rate/${token}?score=${score}`, rules.webUrl).href }));
  await queueDelivery(uow, {
    effectKey: `satisfaction:${ticket.id}`,
    purpose: 'satisfaction',
    ticketId: ticket.id,
    messageId: null,
    mailboxId: mailbox.id,
    mail: {
      from: ours,
      to: [{ name: ticket.requesterName, address: person.address }],
      cc: [],
      replyTo: { ...ours, address: replyAddress(mailbox.address, uow.tenantId, person.replyRef, rules.replyKeys) },
      ...rules.render({ number: ticket.number, language, companyName: mailbox.company, links, ...stopUrl }),
      ...(stopUrl.stopUrl === undefined ? {} : { unsubscribe: stopUrl.stopUrl }),
      ...threadHeaders(await publicMailIds(uow, ticket.id)),
      autoSubmitted: 'auto-generated',
      attachmentIds: [],
    },
  });
}

/** The link that ends these questions for the address. */
async function stopLink(uow: TenantUnitOfWork, address: string, { choiceKeys, webUrl }: SatisfactionRules): Promise<{ stopUrl?: string }> {
  if (choiceKeys === undefined) return {};
  const { id } = await keepMailChoice(uow, address, 'satisfaction');
  return { stopUrl: new URL(`/unsubscribe/${mailChoiceToken(uow.tenantId, id, choiceKeys)}`, webUrl).href };
}

/** Why a question whose time has come is not asked for good: the requester is one of us, or was asked lately about another ticket. */
async function skipReason(uow: TenantUnitOfWork, ticket: AskableNow): Promise<string | null> {
  if (ticket.isOurs) return 'the requester is one of us';
  const stopped = await sqlRows(uow, "select 1 from mail_choices where address = ? and kind = 'satisfaction' and stopped_at is not null", [
    ticket.requesterAddress,
  ]);
  if (stopped.length > 0) return 'the requester asked for no more of these mails';
  // Two tickets of one address that fall due together ask one after the other.
  await sqlRows(uow, 'select pg_advisory_xact_lock(hashtextextended(?, 0))', [`satisfaction:${uow.tenantId}:${ticket.requesterAddress}`]);
  const asked = await sqlRows(uow, 'select 1 from satisfaction_requests where address = ? and asked_at > ? and skipped is null limit 1', [
    ticket.requesterAddress,
    quietSince(uow.now),
  ]);
  return asked.length > 0 ? 'asked lately' : null;
}

type Request = { ticketId: TicketId; address: string; language: string; token: string; skipped: string | null };

async function saveRequest(uow: TenantUnitOfWork, { ticketId, address, language, token, skipped }: Request): Promise<boolean> {
  const rows = await sqlRows(
    uow,
    `insert into satisfaction_requests (tenant_id, id, ticket_id, address, language, token_hash, skipped, asked_at, expires_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (tenant_id, ticket_id) do nothing returning id`,
    [
      uow.tenantId,
      newId<string>(),
      ticketId,
      address,
      language,
      skipped === null ? tokenHash(token) : null,
      skipped,
      uow.now,
      linksExpireAt(uow.now),
    ],
  );
  return rows.length > 0;
}

function notAsked(reason: string): AskedSatisfaction {
  return { kind: 'not_asked', reason };
}
