import type { InboundMailId, TicketId } from '../ids.types.ts';
import type { SqlPart, UnitFacts } from '../tenancy/sql-part.rules.ts';
import type { MailTrust } from './mail-trust.types.ts';
import type { InboundState } from './mailboxes.types.ts';
import type { ParsedMail } from './parsed-mail.types.ts';

/** How a mail ends; `failed` is `postponeMail`'s. */
export type SettledState = Exclude<InboundState, 'new' | 'failed'>;
/** What is kept of a settled mail, for lists. */
export type SettledFacts = { ticketId: TicketId | null; parsed: ParsedMail | null; trust?: MailTrust; note?: string };

/** Records what became of a mail. */
export function settlePart(unit: UnitFacts, id: InboundMailId, state: SettledState, facts: SettledFacts): SqlPart {
  const { ticketId, parsed, trust, note } = facts;
  return {
    sql: 'update inbound_mails set state = ?, ticket_id = ?, settled_at = ?, from_address = ?, subject = ?, last_error = ?, trust = ?::jsonb, attempts = attempts + 1 where id = ?',
    params: [
      state,
      ticketId,
      unit.now,
      parsed?.from?.address ?? null,
      parsed?.subject.slice(0, 500) ?? null,
      note ?? null,
      trust === undefined ? null : JSON.stringify(trust),
      id,
    ],
  };
}
