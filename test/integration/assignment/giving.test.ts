import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { giveTicket } from '../../../domain/assignment/give-ticket.ts';
import { changeTeam } from '../../../domain/people/change-team.ts';
import { endAbsence } from '../../../domain/people/end-absence.ts';
import { findTeam } from '../../../domain/people/find-team.ts';
import { joinTeam } from '../../../domain/people/join-team.ts';
import { listTeams } from '../../../domain/people/list-teams.ts';
import { setSkills } from '../../../domain/people/set-skills.ts';
import { updateStaff } from '../../../domain/people/update-staff.ts';
import { assignTicket } from '../../../domain/tickets/assign-ticket.ts';
import { openPeopleDesk, type PeopleDesk, tally } from './people-desk.ts';

let p: PeopleDesk;
beforeAll(async () => {
  p = await openPeopleDesk();
}, 120_000);
afterAll(() => p.desk.close());

describe('giving a ticket to a person', () => {
  it('logs who had it and who has it, and raises the version', async () => {
    const [ticket, ann] = [await p.ticket(), await p.person('ann')];
    const done = await p.run((uow) => assignTicket(uow, ticket, ann));
    expect(done).toMatchObject({ before: null, after: { id: ann, name: 'ann' }, version: 2, away: null });
    expect(await p.eventsOf(ticket, 'assigned')).toEqual([{ from: null, to: 'ann', userId: ann, fromUserId: null, team: null }]);
    expect((await p.run((uow) => assignTicket(uow, ticket, ann))).version).toBe(2);
    expect(await p.eventsOf(ticket, 'assigned')).toHaveLength(1);
  });

  it.each(['viewer'] as const)('refuses somebody whose role (%s) does not work on tickets', async (role) => {
    const [ticket, looker] = [await p.ticket(), await p.person(`looker-${role}`, role)];
    await expect(p.run((uow) => assignTicket(uow, ticket, looker))).rejects.toMatchObject({ code: 'invalid_input' });
    expect(await p.assigneeOf(ticket)).toBeNull();
  });

  it('refuses somebody who is not active any more, and somebody of another company as unknown', async () => {
    const [ticket, gone, stranger] = [await p.ticket(), await p.person('gone'), await p.person('stranger', 'support', p.desk.two)];
    await p.run(async (uow) => {
      await p.rows("update staff_users set role = 'owner' where name = 'agent'");
      await updateStaff(uow, 'gone@one.example', { active: false });
    });
    await expect(p.run((uow) => assignTicket(uow, ticket, gone))).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(p.run((uow) => assignTicket(uow, ticket, stranger))).rejects.toMatchObject({ code: 'not_found' });
    expect(await p.assigneeOf(ticket)).toBeNull();
  });

  it('gives it to somebody away all the same and says who stands in', async () => {
    const [ticket, away, standIn] = [await p.ticket(), await p.person('away-one'), await p.person('stand-in-one')];
    await p.away(away, standIn);
    const done = await p.run((uow) => assignTicket(uow, ticket, away));
    expect(done.away).toEqual({ until: null, standIn: { id: standIn, name: 'stand-in-one' } });
    expect(await p.assigneeOf(ticket)).toBe(away);
  });

  it('tells one of two who saw the same version, and overwrites nothing', async () => {
    const [ticket, ann, ben] = [await p.ticket(), await p.person('ann2'), await p.person('ben2')];
    const outcomes = await Promise.allSettled([ann, ben].map((person) => p.run((uow) => assignTicket(uow, ticket, person, 1))));
    expect(outcomes.map((outcome) => outcome.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const refused = outcomes.find((outcome) => outcome.status === 'rejected');
    expect(refused?.reason).toMatchObject({ code: 'conflict' });
    expect(await p.eventsOf(ticket, 'assigned')).toHaveLength(1);
  });
});

describe('giving a ticket to a team', () => {
  it('leaves it unassigned in a team without a strategy and keeps the team when somebody takes it', async () => {
    const [ticket, ann] = [await p.ticket(), await p.person('team-ann')];
    const team = await p.team('Plain', [ann]);
    await p.run((uow) => assignTicket(uow, ticket, ann));
    const given = await p.run((uow) => giveTicket(uow, ticket, { to: 'team', teamId: team }));
    expect(given.after).toEqual({ assignee: null, team: { id: team, name: 'Plain' } });
    expect(await p.eventsOf(ticket, 'team_assigned')).toEqual([{ from: null, to: 'Plain', teamId: team, via: 'team' }]);
    await p.run((uow) => assignTicket(uow, ticket, ann));
    expect((await p.rows<{ team_id: string }>('select team_id from tickets where id = ?', [ticket]))[0]?.team_id).toBe(team);
    const without = await p.run((uow) => giveTicket(uow, ticket, { to: 'team', teamId: null }));
    expect(without.after).toEqual({ assignee: { id: ann, name: 'team-ann' }, team: null });
  });

  it('deals it by the team’s own strategy, and lets it wait in the team when nobody is there', async () => {
    const [ann, ben] = [await p.person('own-ann'), await p.person('own-ben')];
    const team = await p.team('Own', [ann, ben], 'round_robin');
    const first = await p.run(async (uow) => giveTicket(uow, await p.ticket(), { to: 'team', teamId: team }));
    expect([ann, ben]).toContain(first.after.assignee?.id);
    await p.away(ann);
    await p.away(ben);
    const ticket = await p.ticket();
    const waiting = await p.run((uow) => giveTicket(uow, ticket, { to: 'team', teamId: team }));
    expect(waiting).toMatchObject({ nobodyFree: true, after: { assignee: null, team: { name: 'Own' } } });
  });

  it('refuses a team that is out of use or another company’s, and finds neither by name', async () => {
    const [ticket, theirs] = [await p.ticket(), await p.ticket('low', p.desk.two)];
    const team = await p.team('Closed down', []);
    await expect(p.run((uow) => giveTicket(uow, theirs, { to: 'team', teamId: team }), p.desk.two)).rejects.toMatchObject({
      code: 'not_found',
    });
    await p.run((uow) => changeTeam(uow, team, { active: false }));
    await expect(p.run((uow) => giveTicket(uow, ticket, { to: 'team', teamId: team }))).rejects.toMatchObject({ code: 'not_found' });
    await expect(p.run((uow) => findTeam(uow, 'Closed down'))).rejects.toMatchObject({ code: 'not_found' });
    expect(await p.run((uow) => listTeams(uow), p.desk.two)).toEqual([]);
  });

  it('takes no viewer and nobody of another company as a member', async () => {
    const [looker, stranger] = [await p.person('team-looker', 'viewer'), await p.person('team-stranger', 'support', p.desk.two)];
    const team = await p.team('Members', []);
    for (const one of [looker, stranger])
      await expect(p.run((uow) => joinTeam(uow, team, one))).rejects.toMatchObject({ code: 'invalid_input' });
  });
});

describe('round robin', () => {
  it('deals twenty tickets at once evenly, and goes on where it stood', async () => {
    const people = [await p.person('rr-a'), await p.person('rr-b'), await p.person('rr-c'), await p.person('rr-d')];
    const team = await p.team('Even', people);
    const tickets = [];
    for (let i = 0; i < 20; i += 1) tickets.push(await p.ticket());
    const given = await Promise.all(
      tickets.map((ticket) => p.run((uow) => giveTicket(uow, ticket, { to: 'strategy', strategy: 'round_robin', teamId: team }))),
    );
    expect(tally(given.map((one) => one.after.assignee?.id ?? null))).toEqual(Object.fromEntries(people.map((id) => [id, 5])));
    const [position] = await p.rows<{ last: string }>('select last_dealt_to as last from teams where id = ?', [team]);
    const next = await p.run(async (uow) => giveTicket(uow, await p.ticket(), { to: 'strategy', strategy: 'round_robin', teamId: team }));
    const order = people.toSorted();
    expect(next.after.assignee?.id).toBe(order[(order.indexOf(position?.last as never) + 1) % order.length]);
  });

  it('passes by the absent, who have their turn again when they are back', async () => {
    const [a, b] = [await p.person('pass-a'), await p.person('pass-b')].toSorted();
    if (a === undefined || b === undefined) throw new Error('two people are needed');
    const team = await p.team('Passing', [a, b]);
    const deal = async () =>
      (await p.run(async (uow) => giveTicket(uow, await p.ticket(), { to: 'strategy', strategy: 'round_robin', teamId: team }))).after
        .assignee?.id;
    expect(await deal()).toBe(a);
    await p.away(b);
    expect([await deal(), await deal()]).toEqual([a, a]);
    p.desk.clock.now = new Date('2026-11-25T12:00:01Z');
    await p.run((uow) => endAbsence(uow, b));
    expect([await deal(), await deal()]).toEqual([b, a]);
  });
});

describe('by load and by skill', () => {
  it('weighs urgent 4, high 3, medium 2, low 1, open and started tickets only', async () => {
    const [busy, idle] = [await p.person('load-busy'), await p.person('load-idle')];
    const team = await p.team('Load', [busy, idle]);
    const give = async (priority: 'urgent' | 'low' | 'medium', to: typeof busy, status = 'open') => {
      const ticket = await p.ticket(priority);
      await p.run((uow) => assignTicket(uow, ticket, to));
      await p.rows('update tickets set status = ? where id = ?', [status, ticket]);
    };
    await give('urgent', busy);
    for (let i = 0; i < 3; i += 1) await give('low', idle);
    await give('medium', idle, 'resolved');
    const least = async () =>
      (await p.run(async (uow) => giveTicket(uow, await p.ticket('medium'), { to: 'strategy', strategy: 'least_open', teamId: team })))
        .after.assignee?.id;
    expect(await least()).toBe(idle);
    expect(await least()).toBe(busy);
  });

  it('gives ten at once to five people two each, because no two look at the same time', async () => {
    const people = [];
    for (const name of ['l1', 'l2', 'l3', 'l4', 'l5']) people.push(await p.person(`load-${name}`));
    const team = await p.team('Load together', people);
    const tickets = [];
    for (let i = 0; i < 10; i += 1) tickets.push(await p.ticket());
    const given = await Promise.all(
      tickets.map((ticket) => p.run((uow) => giveTicket(uow, ticket, { to: 'strategy', strategy: 'least_open', teamId: team }))),
    );
    expect(tally(given.map((one) => one.after.assignee?.id ?? null))).toEqual(Object.fromEntries(people.map((id) => [id, 2])));
  });

  it('chooses among those with the skill, the least busy present one, and changes nothing when there is none', async () => {
    const [one, two] = [await p.person('fibre-one'), await p.person('fibre-two')];
    for (const person of [one, two]) await p.run((uow) => setSkills(uow, person, ['Fibre', ' voip ']));
    const busy = await p.ticket('urgent');
    await p.run((uow) => assignTicket(uow, busy, one));
    const skilled = async (skill: string) => {
      const ticket = await p.ticket('low');
      return { ticket, given: await p.run((uow) => giveTicket(uow, ticket, { to: 'skill', skill, teamId: null })) };
    };
    expect((await skilled('FIBRE')).given.after.assignee?.id).toBe(two);
    await p.away(two);
    expect((await skilled('fibre')).given.after.assignee?.id).toBe(one);
    await p.away(one);
    const ticket = await p.ticket();
    await expect(p.run((uow) => giveTicket(uow, ticket, { to: 'skill', skill: 'fibre', teamId: null }))).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(await p.assigneeOf(ticket)).toBeNull();
    expect(await p.eventsOf(ticket, 'assigned')).toEqual([]);
  });
});
