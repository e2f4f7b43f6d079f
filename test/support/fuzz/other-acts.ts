import { giveTicket } from '../../../domain/assignment/give-ticket.ts';
import { saveCalendar } from '../../../domain/calendars/save-calendar.ts';
import { AppError } from '../../../domain/errors.ts';
import type { ParsedMail } from '../../../domain/mailboxes/parsed-mail.types.ts';
import { savePolicy } from '../../../domain/sla/save-policy.ts';
import { setTicketPolicy } from '../../../domain/sla/set-ticket-policy.ts';
import { sqlRows } from '../../../domain/tenancy/sql.ts';
import type { TenantUnitOfWork } from '../../../domain/tenancy/unit-of-work.ts';
import { completeNextAction } from '../../../domain/tickets/complete-next-action.ts';
import { markSpam } from '../../../domain/tickets/mark-spam.ts';
import { mergeTicket } from '../../../domain/tickets/merge-ticket.ts';
import { nextActionStates } from '../../../domain/tickets/next-action.types.ts';
import { releaseSpam } from '../../../domain/tickets/release-spam.ts';
import { setNextAction } from '../../../domain/tickets/set-next-action.ts';
import { snoozeTicket } from '../../../domain/tickets/snooze-ticket.ts';
import { tagTicket } from '../../../domain/tickets/tag-ticket.ts';
import { unmergeTicket } from '../../../domain/tickets/unmerge-ticket.ts';
import { mailFrom } from '../mails.ts';
import { pick } from '../sla/random-calendars.ts';
import type { Act, Expectation, Outcome } from './act.types.ts';
import type { FoldedTicket } from './fold-log.ts';
import { acceptOne, fileAccepted } from './fuzz-mail.ts';
import { randomPromise } from './fuzz-rules.ts';
import { colleague, customer, type FuzzWorld, hoursOf, supplier } from './fuzz-world.ts';

type MakeAct = (world: FuzzWorld, seen: FoldedTicket) => Act;

/** Mails that come in on the main ticket. */
export const mailActs: MakeAct[] = [
  (world) => mail(world, 'the customer', mailFrom(customer)),
  (world) => mail(world, 'the customer', mailFrom(customer)),
  (world) => mail(world, 'a Cc', mailFrom(colleague)),
  (world) => mail(world, 'an autoresponder', mailFrom(customer, { noAutoAnswerReason: 'auto-submitted' })),
  (world) => mail(world, 'a third party', mailFrom(supplier)),
  (world) => mail(world, 'a stranger', mailFrom('eve@else.example')),
  (world) => mail(world, 'a bounce', bounceOf(world)),
];

/** What else staff do, by the verbs that commands, pages and interfaces share. */
export const staffActs: MakeAct[] = [snooze, wake, nextAction, nextAction, complete, merge, unmerge, team, tag, policy, spam, release];

/** What happens by the clock and to the rules. */
export const scheduledActs: MakeAct[] = [attend, attend, look, editPolicy, editCalendar];

function bounceOf({ answerId }: FuzzWorld): ParsedMail {
  const told = {
    status: '5.1.1',
    reply: '550',
    action: 'failed',
    hard: true,
    reason: 'userunknown',
    diagnostic: '550 no such user',
  } as const;
  const bounce = { recipients: [{ address: customer, ...told }], originalMessageId: answerId };
  return mailFrom('mailer-daemon@else.example', { kind: 'bounce', noAutoAnswerReason: 'bounce', bounce });
}

function mail(world: FuzzWorld, who: string, parsed: ParsedMail): Act {
  return {
    name: `mail of ${who}`,
    expects: { lines: ['message_added'], message: 'mail' },
    run: async () => {
      const id = await acceptOne(world, parsed, world.replyTo);
      const filed = await fileAccepted(world, id, parsed);
      if (filed.kind === 'quarantined' || filed.kind === 'copy' || filed.kind === 'settled_before')
        throw new Error(`the mail was ${filed.kind}`);
      return { kind: 'done' };
    },
  };
}

/** A verb in the name of a member of staff. An `AppError` is an answer; anything else is a fault. */
function verb(world: FuzzWorld, name: string, expects: Expectation, work: (uow: TenantUnitOfWork) => Promise<unknown>): Act {
  const { userId } = pick(world.random, world.staff);
  const run = async (): Promise<Outcome> => {
    try {
      await world.withTenant(world.tenant.id, { kind: 'staff', userId, name: 'staff' }, work);
      return { kind: 'done' };
    } catch (error) {
      if (error instanceof AppError) return { kind: 'refused', code: error.code };
      throw error;
    }
  };
  return { name, expects, run };
}

function seenOrNot(world: FuzzWorld, seen: FoldedTicket): number | null {
  return world.random() < 0.4 ? seen.version : null;
}

function snooze(world: FuzzWorld, seen: FoldedTicket): Act {
  const until = new Date(world.clock.now + pick(world.random, [20, 300, 1500, 4000]) * 60_000);
  return verb(world, 'snooze', { lines: ['snoozed'] }, (uow) => snoozeTicket(uow, world.main.id, until, seenOrNot(world, seen)));
}

function wake(world: FuzzWorld): Act {
  const expects: Expectation = { lines: ['snooze_ended'], isSo: (ticket) => ticket.snoozedUntil === null };
  return verb(world, 'end the snooze', expects, (uow) => snoozeTicket(uow, world.main.id, null));
}

function nextAction(world: FuzzWorld, seen: FoldedTicket): Act {
  const { random, clock } = world;
  const wanted = {
    ...(random() < 0.6 ? { text: pick(random, ['Call them', 'Order the part']) } : {}),
    state: pick(random, nextActionStates),
    ...(random() < 0.4 ? { dueAt: new Date(clock.now + pick(random, [30, 600, 3000]) * 60_000) } : {}),
    ...(random() < 0.3 ? { excluded: random() < 0.5 } : {}),
  };
  const name = `next action ${wanted.state}`;
  return verb(world, name, { lines: ['next_action_set'] }, (uow) => setNextAction(uow, world.main.id, wanted, seenOrNot(world, seen)));
}

function complete(world: FuzzWorld): Act {
  const isSo = (ticket: FoldedTicket): boolean => ['resolved', 'closed', 'cancelled'].includes(ticket.status) || ticket.isSpam;
  return verb(world, 'complete the next action', { lines: ['next_action_set'], isSo }, (uow) =>
    completeNextAction(uow, world.main.id, 'Done.'),
  );
}

function merge(world: FuzzWorld, seen: FoldedTicket): Act {
  const [source, target] = world.random() < 0.7 ? [world.other, world.main] : [world.main, world.other];
  const choice = { confirmed: true, sourceVersion: null, targetVersion: target === world.main ? seenOrNot(world, seen) : null };
  const name = source === world.main ? 'merge it away' : 'merge another into it';
  return verb(world, name, { lines: ['merged_into'] }, (uow) => mergeTicket(uow, source.id, target.id, choice));
}

function unmerge(world: FuzzWorld): Act {
  const source = world.random() < 0.5 ? world.other : world.main;
  return verb(world, 'take a merge back', { lines: ['unmerged'] }, (uow) => unmergeTicket(uow, source.id));
}

function team(world: FuzzWorld, seen: FoldedTicket): Act {
  const { random } = world;
  const teamId = random() < 0.7 ? world.team : null;
  const userId = random() < 0.5 ? (world.staff[0]?.userId ?? null) : null;
  const expects: Expectation = {
    lines: ['team_assigned', 'assigned'],
    isSo: (ticket) => ticket.teamId === teamId && ticket.assigneeId === userId,
  };
  return verb(world, 'give to a place', expects, (uow) =>
    giveTicket(uow, world.main.id, { to: 'place', teamId, userId }, seenOrNot(world, seen)),
  );
}

function tag(world: FuzzWorld): Act {
  const add = world.random() < 0.6 ? ['vip'] : [];
  const remove = add.length === 0 ? ['vip'] : [];
  const expects: Expectation = { lines: ['tags_changed'], isSo: (ticket) => ticket.tags.includes('vip') === add.includes('vip') };
  return verb(world, 'tag', expects, (uow) => tagTicket(uow, world.main.id, { add, remove }));
}

function policy(world: FuzzWorld): Act {
  const id = pick(world.random, [null, ...world.policyIds]);
  const expects: Expectation = { lines: ['sla_policy_set'], isSo: (ticket) => ticket.policyId === id };
  return verb(world, 'set its policy', expects, (uow) => setTicketPolicy(uow, world.main.id, id));
}

function spam(world: FuzzWorld): Act {
  if (world.random() < 0.5) return tag(world);
  return verb(world, 'mark as spam', { lines: ['spam_marked'] }, (uow) => markSpam(uow, world.main.id));
}

function release(world: FuzzWorld): Act {
  return verb(world, 'release from spam', { lines: ['spam_released'] }, (uow) => releaseSpam(uow, world.main.id));
}

function attend(world: FuzzWorld): Act {
  return { name: 'the timer', expects: { lines: [] }, run: () => world.timers.attend(world.main.id).then(() => ({ kind: 'done' })) };
}

function look(world: FuzzWorld): Act {
  return { name: 'the workflow looks', expects: { lines: [] }, run: () => world.timers.look(world.main.id).then(() => ({ kind: 'done' })) };
}

function editPolicy(world: FuzzWorld): Act {
  const id = pick(world.random, world.policyIds);
  const promise = randomPromise(world.random, world.calendarId, id === world.policyIds[1] ? { priority: 'urgent' } : {});
  return verb(world, 'edit a policy', { lines: [] }, async (uow) => {
    const [row] = await sqlRows<{ version: number }>(uow, 'select version from sla_policies where id = ?', [id]);
    await savePolicy(uow, id, { seenVersion: row?.version ?? 0, promise, isActive: true });
  });
}

function editCalendar(world: FuzzWorld): Act {
  const hours = hoursOf(world.random, world.windowStart);
  const later = world.random() < 0.3 ? new Date(world.clock.now + 1_000 * Math.floor(world.random() * 172_800) + 60_000) : null;
  return verb(world, 'edit the calendar', { lines: [] }, async (uow) => {
    const [row] = await sqlRows<{ version: number }>(uow, 'select version from calendars where id = ?', [world.calendarId]);
    await saveCalendar(uow, world.calendarId, { seenVersion: row?.version ?? 0, hours, effectiveFrom: later });
  });
}
