import { findAnsweredMessage } from '../../../domain/deliveries/find-answered-message.ts';
import { shownAddress } from '../../../domain/deliveries/recipients.rules.ts';
import { replyRecipients } from '../../../domain/deliveries/reply-recipients.ts';
import type { TenantUnitOfWork } from '../../../domain/tenancy/unit-of-work.ts';
import { findTicket } from '../../../domain/tickets/find-ticket.ts';
import { viewTicket } from '../../../domain/tickets/view-ticket.ts';
import type { Notice, Paragraph } from '../../cards/card.types.ts';
import { bold, code, plain } from '../../cards/spans.rules.ts';
import { statusNames } from '../../cards/words.rules.ts';
import type { ModalName } from './modal-table.ts';

/** What is looked up for a form about a ticket; `whoSees` takes the place of the form's own words. */
export type ModalFacts = { notices: Notice[]; intro: Paragraph[]; whoSees?: string };

/** The ticket a form is about, in a few words; for a reply also who gets it. What is not there is said, and the form stays usable. */
export async function modalFacts(uow: TenantUnitOfWork, modal: ModalName, ref: string): Promise<ModalFacts> {
  const found = await findTicket(uow, ref);
  if (found.kind !== 'one') {
    const text = found.kind === 'none' ? `There is no ticket ${ref}.` : `${ref} fits more than one ticket: write its whole number.`;
    return { notices: [{ level: 'warning', text }], intro: [] };
  }
  const { ticket } = await viewTicket(uow, found.ticket.id, { limit: 1, before: null });
  const intro: Paragraph[] = [
    [code(ticket.number), { text: ' ' }, bold(ticket.subject)],
    plain(`${statusNames[ticket.status]}, ${ticket.priority}`),
  ];
  if (modal !== 'reply') return { notices: [], intro };
  const people = await replyRecipients(uow, ticket, await findAnsweredMessage(uow, ticket.id));
  if (people.to.length === 0)
    return { notices: [{ level: 'warning', text: `${ticket.number} has nobody outside the house to answer.` }], intro };
  const cc = people.cc.length === 0 ? 'nobody' : people.cc.map(shownAddress).join(', ');
  const seen = [...people.to, ...people.cc].map((one) => one.address).join(', ');
  return {
    notices: [],
    intro: [...intro, plain(`To: ${people.to.map(shownAddress).join(', ')}`), plain(`Cc: ${cc}`)],
    whoSees: `Who will see this: ${seen} by mail, and staff. You see the whole mail first; nothing leaves before you press Send.`,
  };
}
