import { findStaff } from '../../../domain/people/find-staff.ts';
import { sqlRows } from '../../../domain/tenancy/sql.ts';
import type { TicketHead } from '../../../domain/tickets/find-ticket.ts';
import type { TicketPriority, TicketStatus, TicketType } from '../../../domain/tickets/tickets.types.ts';
import { statusNames, typeNames } from '../../cards/words.rules.ts';
import type { OperationContext } from '../operation.ts';
import { nobody } from '../with-person.ts';
import type { Plan } from './plan.types.ts';

/** The state a change is shown on, and the change: what it is now, what it becomes, who will see it. */
export type Difference = { version: number; field: string; from: string; to: string; audience: string };

type State = { version: number; status: TicketStatus; priority: TicketPriority; type: TicketType; assignee: string | null };

/** What a change of the closed list would do to a ticket as it stands now. Throws `not_found` when the person it names is not there. */
export async function planDifference(ctx: OperationContext, ticket: TicketHead, { op, args }: Plan): Promise<Difference> {
  const [state] = await sqlRows<State>(
    ctx.uow,
    'select t.version, t.status, t.priority, t.type, u.name as assignee from tickets t left join staff_users u on u.id = t.assignee_id where t.id = ?',
    [ticket.id],
  );
  const { version, status, priority, type, assignee } = state as State;
  const staff = 'Only your staff see this; nothing is sent to the customer.';
  if (op === 'ticket.status') {
    const to = args.status as TicketStatus;
    const ends = to === 'resolved' || to === 'closed';
    const audience = ends ? 'Your staff, and the requester if your company asks how satisfied they are.' : staff;
    return { version, field: 'Status', from: statusNames[status], to: statusNames[to] ?? String(to), audience };
  }
  if (op === 'ticket.priority') return { version, field: 'Priority', from: priority, to: String(args.priority), audience: staff };
  if (op === 'ticket.type')
    return { version, field: 'Type', from: typeNames[type], to: typeNames[args.type as TicketType] ?? String(args.type), audience: staff };
  return { version, field: 'Assignee', from: assignee ?? 'nobody', to: await nameOf(ctx, String(args.to)), audience: staff };
}

async function nameOf(ctx: OperationContext, to: string): Promise<string> {
  if (/^(?:me|myself)$/i.test(to)) return ctx.asker.name;
  if (/^(?:nobody|none|no one|no-one|-)$/i.test(to)) return 'nobody';
  const people = await findStaff(ctx.uow, to);
  if (people.length === 0) throw nobody(to);
  return people.map((person) => `${person.name} <${person.email}>`).join(' or ');
}

/** The plan with the one person it means written as their address, so that what is confirmed is what was shown. */
export async function pinPerson(ctx: OperationContext, plan: Plan): Promise<Plan> {
  const to = plan.args.to;
  if (plan.op !== 'ticket.assign' || typeof to !== 'string' || /^(?:me|myself|nobody|none|no one|no-one|-)$/i.test(to)) return plan;
  const people = await findStaff(ctx.uow, to);
  const [only] = people;
  return only === undefined || people.length > 1 ? plan : { ...plan, args: { ...plan.args, to: only.email satisfies string } };
}
