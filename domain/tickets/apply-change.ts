import { giveTicket } from '../assignment/give-ticket.ts';
import { AppError } from '../errors.ts';
import type { StaffUserId, TicketId } from '../ids.types.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { classifyTicket } from './classify-ticket.ts';
import { finishTicket } from './finish-ticket.ts';
import { tagTicket } from './tag-ticket.ts';
import type { TicketChange } from './ticket-change.types.ts';
import type { TicketStatus } from './tickets.types.ts';

/**
 * Makes one change by the verb a person would use, and says in words what it did. Throws what that verb throws, and `conflict` where a parent would end over the
 * heads of its open children.
 */
export async function applyChange(
  uow: TenantUnitOfWork,
  id: TicketId,
  change: TicketChange,
  seenVersion: number | null = null,
): Promise<{ number: string; text: string }> {
  switch (change.kind) {
    case 'status':
      return moveStatus(uow, id, change.status, seenVersion);
    case 'priority': {
      const { number, before } = await classifyTicket(uow, id, { priority: change.priority }, seenVersion);
      return { number, text: fromTo('priority', before.priority, change.priority) };
    }
    case 'type': {
      const { number, before } = await classifyTicket(uow, id, { type: change.type }, seenVersion);
      return { number, text: fromTo('type', before.type, change.type) };
    }
    case 'assign':
      return assign(uow, id, change.to, seenVersion);
    case 'team': {
      const given = await giveTicket(uow, id, { to: 'team', teamId: change.team }, seenVersion);
      return { number: given.number, text: fromTo('team', given.before.team?.name ?? 'none', given.after.team?.name ?? 'none') };
    }
    case 'tags': {
      const { number, added, removed } = await tagTicket(uow, id, { add: change.add, remove: change.remove }, seenVersion);
      const parts = [...added.map((tag) => `+${tag}`), ...removed.map((tag) => `−${tag}`)];
      return { number, text: parts.length === 0 ? 'tags stay as they are' : `tags ${parts.join(', ')}` };
    }
  }
}

async function moveStatus(uow: TenantUnitOfWork, id: TicketId, to: TicketStatus, seenVersion: number | null) {
  const done = await finishTicket(uow, id, to, { children: 'ask', seenVersion, reason: null });
  if (done.kind === 'changed') return { number: done.number, text: fromTo('status', done.from, done.to) };
  const open = done.children.map((child) => child.number);
  throw new AppError('conflict', {
    message: 'ticket has open children',
    userMessage: `It has open children: ${open.slice(0, 5).join(', ')}${open.length > 5 ? ' …' : ''}. End those first, or end it by itself and choose what becomes of them.`,
  });
}

async function assign(uow: TenantUnitOfWork, id: TicketId, to: StaffUserId | 'me' | null, seenVersion: number | null) {
  const userId = to === 'me' ? actorOf(uow) : to;
  const given = await giveTicket(uow, id, userId === null ? { to: 'nobody' } : { to: 'person', userId }, seenVersion);
  return {
    number: given.number,
    text: fromTo('assignee', given.before.assignee?.name ?? 'nobody', given.after.assignee?.name ?? 'nobody'),
  };
}

function actorOf(uow: TenantUnitOfWork): StaffUserId {
  if (uow.actor.kind === 'staff') return uow.actor.userId;
  throw new AppError('invalid_input', { message: '“me” without a person', userMessage: '“me” means a person, and nobody is signed in.' });
}

function fromTo(what: string, from: string, to: string): string {
  const words = (value: string): string => (what === 'status' || what === 'type' ? value.replaceAll('_', ' ') : value);
  return from === to ? `${what} stays ${words(to)}` : `${what} ${words(from)} → ${words(to)}`;
}
