import { z } from 'zod';
import type { TeamStrategy } from '../../../domain/assignment/assignment.types.ts';
import { addTeam as add } from '../../../domain/people/add-team.ts';
import { changeTeam as change } from '../../../domain/people/change-team.ts';
import { findTeam } from '../../../domain/people/find-team.ts';
import { joinTeam } from '../../../domain/people/join-team.ts';
import { leaveTeam } from '../../../domain/people/leave-team.ts';
import { listSkills as skillsOf } from '../../../domain/people/list-skills.ts';
import { listTeams as teamsOf } from '../../../domain/people/list-teams.ts';
import { setSkills as set } from '../../../domain/people/set-skills.ts';
import type { TeamLine } from '../../../domain/people/team.types.ts';
import { listCard, settledCard } from '../../cards/list-card.ts';
import { action, bold, muted, plain, row } from '../../cards/spans.rules.ts';
import { shortText } from '../arguments.rules.ts';
import { defineDeed } from '../operation.ts';
import { withPerson } from '../with-person.ts';

const strategy = z.enum(['round_robin', 'least_open', 'none']);
const strategyWords: Record<TeamStrategy | 'none', string> = {
  round_robin: 'the next in turn gets it',
  least_open: 'the least busy gets it',
  none: 'it waits until somebody takes it',
};

export const listTeams = defineDeed({
  summary: 'List the teams and who is in them',
  examples: ['teams'],
  schema: z.strictObject({}),
  run: async (ctx) =>
    listCard('Teams', (await teamsOf(ctx.uow)).map(teamRow), {
      empty: 'There are no teams yet. An admin or manager adds one with: team add Network',
    }),
});

function teamRow(team: TeamLine) {
  const members = team.members.map((member) => `${member.name}${member.isAway ? ' (away)' : ''}`).join(', ');
  return row(
    [bold(team.name), muted(team.active ? '' : ' (out of use)')],
    [
      plain(members === '' ? 'nobody is in it' : members),
      [muted(`${team.openTickets} unfinished · ${strategyWords[team.strategy ?? 'none']}`)],
    ],
    team.active ? [] : [action('Use it again', 'team.change', { team: team.name, active: true })],
  );
}

export const addTeam = defineDeed({
  summary: 'Add a team',
  examples: ['team add Network', 'team add "Field service" round robin'],
  schema: z.strictObject({ name: shortText, strategy: strategy.optional() }),
  run: async (ctx, args) => {
    const team = await add(ctx.uow, args.name, args.strategy === 'none' ? null : (args.strategy ?? null));
    const text = `${team.name} is a team: of what is given to it, ${strategyWords[args.strategy ?? 'none']}. Now its people: team ${team.name} add NAME`;
    return settledCard('Team', text, [action('Teams', 'teams.list', {})]);
  },
});

export const changeTeam = defineDeed({
  summary: 'Rename a team, say who gets its tickets, or put it out of use',
  examples: ['team Network strategy round robin', 'team Network rename Networks', 'team off Network', 'team on Network'],
  schema: z.strictObject({ team: shortText, name: shortText.optional(), strategy: strategy.optional(), active: z.boolean().optional() }),
  run: async (ctx, args) => {
    const before = await findTeam(ctx.uow, args.team, true);
    const changes = {
      ...(args.name === undefined ? {} : { name: args.name }),
      ...(args.strategy === undefined ? {} : { strategy: args.strategy === 'none' ? null : args.strategy }),
      ...(args.active === undefined ? {} : { active: args.active }),
    };
    const after = await change(ctx.uow, before.id, changes);
    const use = after.active
      ? `of what is given to it, ${strategyWords[after.strategy ?? 'none']}`
      : 'it is out of use and gets nothing new';
    const undo = action('Undo', 'team.change', {
      team: after.name,
      name: before.name,
      strategy: before.strategy ?? 'none',
      active: before.active,
    });
    return settledCard('Team', `${after.name}: ${use}.`, [undo]);
  },
});

export const changeMember = defineDeed({
  summary: 'Put somebody into a team or take them out',
  examples: ['team Network add priya', 'team Network remove priya'],
  schema: z.strictObject({ team: shortText, person: shortText, member: z.boolean() }),
  run: async (ctx, args) => {
    const team = await findTeam(ctx.uow, args.team);
    return withPerson(ctx, 'team.member', args, 'person', async (person) => {
      const changed = args.member ? await joinTeam(ctx.uow, team.id, person.id) : await leaveTeam(ctx.uow, team.id, person.id);
      const is = args.member ? 'is in' : 'is not in';
      const undo = action('Undo', 'team.member', { team: team.name, person: person.id, member: !args.member });
      return settledCard('Team', `${person.name} ${is} ${team.name}${changed ? '' : ' already; nothing changed'}.`, changed ? [undo] : []);
    });
  },
});

export const listSkills = defineDeed({
  summary: 'List who knows what',
  examples: ['skills'],
  schema: z.strictObject({}),
  run: async (ctx) =>
    listCard(
      'Skills',
      (await skillsOf(ctx.uow)).map((person) => row([bold(person.name)], [plain(person.skills.join(', '))])),
      { empty: 'No skills are recorded yet. An admin or manager adds them with: skills NAME fibre, voip' },
    ),
});

export const setSkills = defineDeed({
  summary: 'Say what somebody knows how to do',
  examples: ['skills priya fibre, voip', 'skills priya none'],
  schema: z.strictObject({ person: shortText, skills: z.array(z.string().max(60)).max(40) }),
  run: async (ctx, args) =>
    withPerson(ctx, 'skills.set', args, 'person', async (person) => {
      const { before, after } = await set(ctx.uow, person.id, args.skills);
      const undo = action('Undo', 'skills.set', { person: person.id, skills: before });
      return settledCard('Skills', `${person.name}: ${after.length === 0 ? 'no skills' : after.join(', ')}.`, [undo]);
    }),
});
