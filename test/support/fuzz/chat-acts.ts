import { randomUUID } from 'node:crypto';
import type { Card, Json } from '../../../bots/cards/card.types.ts';
import type { Person } from '../../../bots/commands/person.types.ts';
import { statusMoves } from '../../../domain/tickets/ticket.rules.ts';
import { type TicketStatus, ticketPriorities, ticketStatuses, ticketTypes } from '../../../domain/tickets/tickets.types.ts';
import { pick } from '../sla/random-calendars.ts';
import type { Act, Outcome } from './act.types.ts';
import type { FoldedTicket } from './fold-log.ts';
import type { FuzzWorld } from './fuzz-world.ts';

/** What staff say and press on the main ticket; `seen` is the ticket as it was before the step. */
export const chatActs: ((world: FuzzWorld, seen: FoldedTicket) => Act)[] = [
  reply,
  reply,
  note,
  status,
  status,
  priority,
  type,
  assign,
  take,
  acknowledge,
];

/** Half of the presses carry the version that the person saw: somebody else may have changed the ticket since. */
function versionOf(world: FuzzWorld, seen: FoldedTicket): { version?: number } {
  return world.random() < 0.5 ? { version: seen.version } : {};
}

function press(world: FuzzWorld, op: string, args: Record<string, Json>): () => Promise<Outcome> {
  const person = pick(world.random, world.staff);
  return async () => outcomeOf(world, await world.runner.press(person, { op, args: { ticket: world.main.number, ...args } }, randomUUID()));
}

function outcomeOf(world: FuzzWorld, card: Card): Outcome {
  if (card.error?.code === 'unknown') throw new Error(`a command failed: ${world.log.at(-1)}`);
  if (card.error !== null) return { kind: 'refused', code: card.error.code };
  return card.kind === 'done' ? { kind: 'done' } : { kind: 'refused', code: card.kind };
}

function note(world: FuzzWorld): Act {
  return {
    name: 'note',
    expects: { lines: ['message_added'], message: 'note' },
    run: press(world, 'ticket.note', { text: 'They called.' }),
  };
}

function status(world: FuzzWorld, seen: FoldedTicket): Act {
  const moves: readonly TicketStatus[] = statusMoves[seen.status as TicketStatus] ?? ticketStatuses;
  const wanted = world.random() < 0.8 ? pick(world.random, moves) : pick(world.random, ticketStatuses);
  const to = wanted === 'cancelled' && world.random() < 0.6 ? 'in_progress' : wanted;
  const run = press(world, 'ticket.status', { status: to, ...versionOf(world, seen) });
  return { name: `status ${to}`, expects: { lines: ['status_changed', 'reopened'] }, run };
}

function priority(world: FuzzWorld, seen: FoldedTicket): Act {
  const to = pick(world.random, ticketPriorities);
  const run = press(world, 'ticket.priority', { priority: to, ...versionOf(world, seen) });
  return { name: `priority ${to}`, expects: { lines: ['priority_changed'], isSo: (ticket) => ticket.priority === to }, run };
}

function type(world: FuzzWorld, seen: FoldedTicket): Act {
  const to = pick(world.random, ticketTypes);
  const run = press(world, 'ticket.type', { type: to, ...versionOf(world, seen) });
  return { name: `type ${to}`, expects: { lines: ['type_changed'], isSo: (ticket) => ticket.type === to }, run };
}

function assign(world: FuzzWorld, seen: FoldedTicket): Act {
  const [to, email] = pick(world.random, [
    [null, 'nobody'],
    [world.staff[1]?.userId ?? null, 'boss@fuzz.example'],
  ] as const);
  const run = press(world, 'ticket.assign', { to: email, ...versionOf(world, seen) });
  return { name: `assign ${email}`, expects: { lines: ['assigned'], isSo: (ticket) => ticket.assigneeId === to }, run };
}

function take(world: FuzzWorld): Act {
  const person = pick(world.random, world.staff);
  const run = async (): Promise<Outcome> => outcomeOf(world, await world.runner.say(person, `take ${world.main.number}`));
  return { name: 'take', expects: { lines: ['assigned'], isSo: (ticket) => ticket.assigneeId === person.userId }, run };
}

function acknowledge(world: FuzzWorld): Act {
  const person = pick(world.random, world.staff);
  const run = async (): Promise<Outcome> =>
    outcomeOf(world, await world.runner.say(person, `ack ${world.main.number} : the part was late`));
  return { name: 'acknowledge', expects: { lines: ['sla_acknowledged'] }, run };
}

/** Drafts a reply and presses Send; what came in between keeps it from going out. */
function reply(world: FuzzWorld): Act {
  const person = pick(world.random, world.staff);
  const after = pick(world.random, ['wait', 'keep', 'resolve']);
  return {
    name: `reply, ${after}`,
    expects: { lines: ['message_added'], message: 'reply' },
    run: () => draftAndSend(world, person, after),
  };
}

async function draftAndSend(world: FuzzWorld, person: Person, after: string): Promise<Outcome> {
  const args = { ticket: world.main.number, text: 'We are on it.', after };
  const draft = await world.runner.press(person, { op: 'ticket.reply', args }, randomUUID());
  const send = draft.actions.find((action) => action.op === 'draft.send');
  if (send === undefined) return outcomeOf(world, draft);
  return outcomeOf(world, await world.runner.press(person, send, randomUUID()));
}
