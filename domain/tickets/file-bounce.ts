import { healthText } from '../addresses/address-health.rules.ts';
import { recordOutcome } from '../addresses/record-outcome.ts';
import { mirrorTicket } from '../chat/mirror-ticket.ts';
import { reasonWords } from '../deliveries/bounce-reason-words.rules.ts';
import type { ReportedRecipient } from '../deliveries/bounced-recipient.types.ts';
import type { DeliveryPurpose } from '../deliveries/deliveries.types.ts';
import { type BouncedDelivery, findBouncedDelivery } from '../deliveries/find-bounced-delivery.ts';
import { type JudgedReport, judgeReport } from '../deliveries/judge-report.rules.ts';
import { keepBounces } from '../deliveries/keep-bounces.ts';
import type { TicketId } from '../ids.types.ts';
import { settleMail } from '../mailboxes/settle-mail.ts';
import { tellBounced } from '../notifications/tell-bounced.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { addMessage } from './add-message.ts';
import { changeStatus } from './change-status.ts';
import type { Filed, ReadableMail } from './file-mail.types.ts';
import { followMerge } from './follow-merge.ts';
import { type LockedTicket, lockTicket } from './lock-ticket.ts';
import { mailMessage } from './mail-message.rules.ts';
import { outsideAddresses } from './outside-addresses.ts';
import { recordEvent } from './record-event.ts';
import type { ReplyKeys } from './reply-address.rules.ts';
import type { TicketStatus } from './tickets.types.ts';
import { wakeTicket } from './wake-ticket.ts';

/** Mails a person wrote to a customer: when one does not arrive, the ticket waits for nobody. */
const answersCustomer: readonly DeliveryPurpose[] = ['reply', 'outreach'];
/** Where a ticket goes whose answer did not arrive: somebody has to act again (`domain.md` 3.4 rule 10). */
const backTo: Partial<Record<TicketStatus, TicketStatus>> = { waiting_customer: 'in_progress', resolved: 'open' };

/**
 * Files a delivery report or a complaint. One that names a mail of ours joins its ticket as an internal message and is kept with the delivery and the address; any
 * other one proves nothing, changes nothing and waits in quarantine. Null for one of no ticket that staff released: it becomes a ticket.
 */
export async function fileBounce(uow: TenantUnitOfWork, mail: ReadableMail, keys: ReplyKeys): Promise<Filed | null> {
  const { parsed, stored } = mail;
  const delivery = await findBouncedDelivery(uow, parsed, stored.envelopeTo, keys);
  if (delivery === null) return stored.released ? null : quarantine(uow, mail, `${parsed.kind} about no mail of ours`);
  const kind = parsed.kind === 'complaint' ? 'complaint' : 'bounce';
  const report = judgeReport(kind, parsed.bounce ?? { recipients: [], originalMessageId: null }, [...delivery.to, ...delivery.cc]);
  const news = await keepBounces(uow, delivery, report.recipients);
  if (delivery.ticketId === null) {
    await keepHealth(uow, delivery, news, null);
    return stored.released ? null : quarantine(uow, mail, `${parsed.kind} about a ${delivery.purpose} of no ticket: ${noteOf(report)}`);
  }
  const ticket = await lockSurvivor(uow, delivery.ticketId, parsed);
  const ticketId = ticket.id;
  await noteOnTicket(uow, mail, { ticket, delivery, report, news });
  await settleMail(uow, stored.id, 'bounce', { ticketId, parsed, trust: mail.trust, note: noteOf(report) });
  return { kind: 'bounce', ticketId };
}

async function quarantine(uow: TenantUnitOfWork, { stored, parsed, trust }: ReadableMail, note: string): Promise<Filed> {
  await settleMail(uow, stored.id, 'quarantined', { ticketId: null, parsed, trust, note: note.slice(0, 500) });
  return { kind: 'quarantined' };
}

/** The ticket, or the one that took it over, also when that happens while it is waited for. */
async function lockSurvivor(uow: TenantUnitOfWork, id: TicketId, mail: ReadableMail['parsed']): Promise<LockedTicket> {
  const ticket = await lockTicket(uow, id, null, { merged: 'allow' });
  if (ticket.mergedIntoId === null) return ticket;
  const next = await followMerge(uow, { kind: 'stranger', ticketId: id }, mail);
  return next.ticketId === id ? ticket : lockSurvivor(uow, next.ticketId, mail);
}

type Noted = { ticket: LockedTicket; delivery: BouncedDelivery; report: JudgedReport; news: ReportedRecipient[] };

async function noteOnTicket(uow: TenantUnitOfWork, mail: ReadableMail, { ticket, delivery, report, news }: Noted): Promise<void> {
  const ticketId = ticket.id;
  await addMessage(uow, { ...mailMessage(mail, ticketId, { isPublic: false, isVerified: false }), isAutomatic: true });
  await recordEvent(uow, ticketId, 'bounce_received', {
    inboundMailId: mail.stored.id,
    kind: mail.parsed.kind,
    deliveryId: delivery.id,
    recipients: report.recipients.map(({ address, outcome, status, reply, reason }) => ({ address, outcome, status, reply, reason })),
    ...(report.strangers.length === 0 ? {} : { others: report.strangers.slice(0, 10) }),
  });
  await keepHealth(uow, delivery, news, ticketId);
  await mirrorTicket(uow, ticketId);
  const failed = news.filter((one) => one.isFinal);
  if (delivery.purpose !== 'notice')
    for (const { address, reason } of failed)
      await tellBounced(uow, { ticketId, deliveryId: delivery.id, writer: delivery.writer, address, why: reasonWords(reason) });
  const missed = answersCustomer.includes(delivery.purpose) ? failed.find((one) => delivery.to.includes(one.address)) : undefined;
  const to = missed === undefined ? undefined : backTo[ticket.status];
  if (missed === undefined || to === undefined) await wakeTicket(uow, ticketId);
  else await changeStatus(uow, ticketId, to, null, `the mail to ${missed.address} did not arrive: ${reasonWords(missed.reason)}`);
}

/** The addresses' own records, and a line on the ticket for each that gets no automatic mail from now on. Staff's notices are another matter. */
async function keepHealth(
  uow: TenantUnitOfWork,
  delivery: BouncedDelivery,
  news: ReportedRecipient[],
  ticketId: TicketId | null,
): Promise<void> {
  const outside = await outsideAddresses(
    uow,
    news.map(({ address }) => ({ address, name: '' })),
  );
  for (const report of news.filter((one) => outside.some((person) => person.address === one.address))) {
    const fell = await recordOutcome(uow, report, { deliveryId: delivery.id, ticketId });
    if (fell !== null && ticketId !== null)
      await recordEvent(uow, ticketId, 'address_unreachable', { address: fell.address, state: fell.state, because: healthText(fell) });
  }
}

function noteOf({ recipients, strangers }: JudgedReport): string {
  if (recipients.length > 0)
    return recipients
      .map(({ address, reason }) => `${address}: ${reasonWords(reason)}`)
      .join('; ')
      .slice(0, 500);
  return strangers.length === 0 ? 'names no recipient' : 'names only addresses that the mail was not sent to';
}
