import { nameCustomer } from '../../../domain/customers/name-customer.ts';
import type { CustomerId } from '../../../domain/ids.types.ts';
import type { Card } from '../../cards/card.types.ts';
import { withNotice } from '../../cards/make-card.rules.ts';
import type { OwnDeed } from '../slack.types.ts';
import type { Act, Wanted } from './act.types.ts';
import { asCard } from './as-card.ts';
import { asStaff } from './as-staff.ts';
import { pressOp } from './press-op.ts';
import { stableId } from './stable-id.rules.ts';
import { ticketFromForm } from './ticket-from-form.ts';

/** Does a deed that a form or a delay asked for, and answers it. Null: nothing is to be said. */
export function doOwn(act: Act, deed: Pick<OwnDeed, 'op' | 'args'>): Promise<Card | null> {
  const own = Object.hasOwn(ownDeeds, deed.op) ? ownDeeds[deed.op] : undefined;
  return own === undefined ? pressOp(act, deed) : asCard(act, deed.op, () => own(act, deed.args));
}

const ownDeeds: Record<string, (act: Act, args: Record<string, unknown>) => Promise<Card>> = {
  'slack.open_ticket': openTicket,
  'slack.ticket_from_message': async (act, args) => assign(act, await ticketFromForm(act, args), args.assignee),
  'slack.link_customer': async (act, args) =>
    pressOp(act, { op: 'ticket.link', args: { ticket: args.ticket, customer: (await customerOf(act, args.customer)) ?? '' } }),
  'slack.find': (act, args) => pressOp(act, search(String(args.what), String(args.query))),
};

async function openTicket(act: Act, { assignee, customer, ...args }: Record<string, unknown>): Promise<Card> {
  const named = await customerOf(act, customer);
  const opened = await pressOp(act, { op: 'ticket.open', args: { ...args, ...(named === null ? {} : { customer: named }) } });
  return assign(act, opened, assignee);
}

/** A form names a customer by id, a command by name. */
async function customerOf(act: Act, id: unknown): Promise<string | null> {
  if (typeof id !== 'string') return null;
  return asStaff(act.deps, act.person, (uow) => nameCustomer(uow, id as CustomerId));
}

/** Gives the ticket that was just opened to the person who was chosen; what stands in the way is said on the ticket's card. */
async function assign(act: Act, opened: Card, assignee: unknown): Promise<Card> {
  if (typeof assignee !== 'string' || opened.error !== null || opened.ticket === null) return opened;
  const commandId = stableId(act.commandId, 'assign');
  const given = await pressOp({ ...act, commandId }, { op: 'ticket.assign', args: { ticket: opened.ticket, to: assignee } });
  const [said] = given.notices;
  return said === undefined ? opened : withNotice(opened, said.level, said.text);
}

function search(what: string, query: string): Wanted {
  if (what === 'customers') return { op: 'customer.find', args: { query } };
  if (what === 'articles') return { op: 'kb.search', args: { query } };
  return { op: 'tickets.list', args: { filter: /^(?:tkt-|#)?[\d-]+$/i.test(query) ? query : `"${query.replaceAll('"', '')}" all` } };
}
