import { clearAddress } from '../addresses/clear-address.ts';
import { applyRules } from '../assignment/apply-rules.ts';
import { mirrorTicket } from '../chat/mirror-ticket.ts';
import type { KnownSender } from '../customers/find-sender.ts';
import { findAutomaticHold } from '../deliveries/find-automatic-hold.ts';
import { noteAutomaticHold } from '../deliveries/note-automatic-hold.ts';
import { newId, type TicketId } from '../ids.types.ts';
import { settlePart } from '../mailboxes/settle-mail.rules.ts';
import { loadSlaRules } from '../sla/load-sla-rules.ts';
import { nextNumber } from '../tenancy/next-number.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { writeTogether } from '../tenancy/write-together.ts';
import { type AcknowledgingTenant, acknowledgementKey, acknowledgementParts, mayAcknowledge } from './acknowledgement.rules.ts';
import type { Filed, FilingRules, ReadableMail } from './file-mail.types.ts';
import type { NewTicket } from './new-ticket.types.ts';
import { openingMessages } from './opening-messages.rules.ts';
import { openingParts, openingSubject } from './opening-parts.rules.ts';
import { outsideAddresses } from './outside-addresses.ts';
import { readingParts } from './reading-parts.rules.ts';
import { allowedReplyTo } from './reply-to.rules.ts';
import { participantParts } from './ticket-rows.rules.ts';
import { whoAsks } from './who-asks.ts';

/**
 * Opens a ticket for a mail, with its message, participants and, where the rules allow, its acknowledgement. All reading comes first and all
 * writing is one statement, because the number's counter row is locked from its draw to the commit and every new ticket of the tenant waits for it.
 */
export async function fileNewTicket(
  uow: TenantUnitOfWork,
  mail: ReadableMail,
  sender: KnownSender,
  rules: FilingRules,
  followsTicketId: TicketId | null,
): Promise<Filed> {
  const { parsed, stored, trust } = mail;
  const asking = await whoAsks(uow, mail, sender);
  const { requester, isOutside, passedOn } = asking;
  const named = passedOn === null ? [...parsed.to, ...parsed.cc, ...allowedReplyTo(mail)] : [...passedOn.mail.to, ...passedOn.mail.cc];
  const others = (await outsideAddresses(uow, named)).filter((person) => person.address !== requester?.address);
  const writer = isOutside && passedOn === null ? (requester?.address ?? null) : null;
  const tenant = await acknowledgingTenant(uow, writer ?? '');
  if (writer !== null && parsed.noAutoAnswerReason === null && trust.verdict !== 'fail') await clearAddress(uow, writer);
  const wantsAnswer = writer !== null && !tenant.isAnswered && mayAcknowledge(mail, tenant);
  const hold = wantsAnswer ? await findAutomaticHold(uow, { address: writer, ticketId: null }) : null;
  const acknowledges = wantsAnswer && hold === null;

  const wanted: NewTicket = {
    subject: passedOn?.mail.subject || parsed.subject,
    channel: 'email',
    mailboxId: stored.mailboxId,
    requester,
    customerId: asking.customerId,
    contactId: asking.contactId,
    triage: mail.triage,
    followsTicketId,
    receivedAt: stored.receivedAt,
  };
  const promises = await loadSlaRules(uow, openingSubject(wanted));
  const ticket = { id: newId<TicketId>(), number: await nextNumber(uow, 'TKT') };
  const opened = openingParts(uow, ticket, wanted, promises);
  const message = openingMessages(uow, mail, ticket.id, asking);
  const participant = isOutside && requester !== null ? participantParts(uow, ticket.id, requester, 'requester') : null;
  const isRead = parsed.noAutoAnswerReason === null;
  const reading = isRead
    ? readingParts(uow, { ticketId: ticket.id, id: message.id }, { triage: tenant.autoTriage, analysis: tenant.autoAnalysis })
    : [];
  await writeTogether(uow, [
    ...message.parts,
    ...(participant?.parts ?? []),
    ...others.flatMap((person) => participantParts(uow, ticket.id, person, 'cc').parts),
    ...(acknowledges && participant !== null
      ? acknowledgementParts(uow, { ticket, mail, participant, tenant, rules, isKnown: sender.contactId !== null })
      : []),
    settlePart(uow, stored.id, 'applied', { ticketId: ticket.id, parsed, trust }),
    ...reading,
    // The triggers of the last part run first: so the words of the ticket's head are there when its message is indexed (011-search.ts).
    ...opened,
  ]);
  if (hold !== null) await noteAutomaticHold(uow, ticket.id, hold, { purpose: 'acknowledgement', address: requester?.address ?? '' });
  if (tenant.hasRules) await applyRules(uow, ticket.id);
  if (tenant.hasFeeds) await mirrorTicket(uow, ticket.id);
  if (reading.length > 0) uow.wake('ai');
  uow.wake('ticket');
  if (acknowledges) uow.wake('delivery');
  return { kind: 'opened', ticketId: ticket.id, number: ticket.number, acknowledged: acknowledges };
}

type FilingTenant = AcknowledgingTenant & Record<'isAnswered' | 'hasRules' | 'hasFeeds' | 'autoTriage' | 'autoAnalysis', boolean>;

/**
 * What the tenant says about acknowledgements, whether this address got one today, whether rules say who gets a new ticket and chats show it, and whether a model is
 * set up that shall read it.
 */
async function acknowledgingTenant(uow: TenantUnitOfWork, address: string): Promise<FilingTenant> {
  const [row] = await sqlRows<FilingTenant>(
    uow,
    `select coalesce(t.brand->>'name', t.name) as name, t.language, t.acknowledge, exists (select 1 from deliveries where effect_key = ?) as "isAnswered",
       exists (select 1 from assignment_rules where active) as "hasRules", exists (select 1 from chat_channels where feed) as "hasFeeds",
       p.id is not null and coalesce(a.auto_triage, true) as "autoTriage", p.id is not null and coalesce(a.auto_analysis, true) as "autoAnalysis"
     from tenants t left join ai_providers p on p.tenant_id = t.id and p.is_default and p.state = 'active' left join ai_settings a on a.tenant_id = t.id`,
    [acknowledgementKey(address, uow.now)],
  );
  return (
    row ?? {
      name: '',
      language: 'en',
      acknowledge: false,
      isAnswered: false,
      hasRules: false,
      hasFeeds: false,
      autoTriage: false,
      autoAnalysis: false,
    }
  );
}
