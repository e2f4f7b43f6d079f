import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { TeamStrategy } from '../assignment/assignment.types.ts';
import { tenantColumn, tenantScope } from '../database/base.entity.ts';
import type { StaffUserId, TeamId } from '../ids.types.ts';

/** A group of staff. `strategy` says who gets a ticket given to the team (null: nobody yet); `lastDealtTo` is where its round robin stands. */
export const Team = defineEntity({
  name: 'Team',
  tableName: 'teams',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().$type<TeamId>().primary(),
    name: p.text(),
    strategy: p.text().$type<TeamStrategy>().nullable(),
    lastDealtTo: p.uuid().$type<StaffUserId>().nullable(),
    active: p.boolean().default(true),
    createdAt: p.datetime(),
  },
});
export type Team = InferEntity<typeof Team>;

/** Somebody's place in a team. */
export const TeamMember = defineEntity({
  name: 'TeamMember',
  tableName: 'team_members',
  ...tenantScope,
  properties: {
    tenantId: tenantColumn.tenantId.primary(),
    teamId: p.uuid().$type<TeamId>().primary(),
    userId: p.uuid().$type<StaffUserId>().primary(),
    addedAt: p.datetime(),
  },
});
export type TeamMember = InferEntity<typeof TeamMember>;

/** One thing somebody knows how to do, in lower case. */
export const StaffSkill = defineEntity({
  name: 'StaffSkill',
  tableName: 'staff_skills',
  ...tenantScope,
  properties: {
    tenantId: tenantColumn.tenantId.primary(),
    userId: p.uuid().$type<StaffUserId>().primary(),
    skill: p.text().primary(),
  },
});
export type StaffSkill = InferEntity<typeof StaffSkill>;

/** A time somebody is away, half-open; without an end until they say they are back. The stand-in gets their notices. */
export const Absence = defineEntity({
  name: 'Absence',
  tableName: 'absences',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().primary(),
    userId: p.uuid().$type<StaffUserId>(),
    startsAt: p.datetime(),
    endsAt: p.datetime().nullable(),
    standInId: p.uuid().$type<StaffUserId>().nullable(),
    note: p.text().default(''),
    createdAt: p.datetime(),
  },
});
export type Absence = InferEntity<typeof Absence>;

/** One turn on a rota, half-open; no two of a rota overlap. */
export const OnCallShift = defineEntity({
  name: 'OnCallShift',
  tableName: 'on_call_shifts',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().primary(),
    rota: p.text(),
    userId: p.uuid().$type<StaffUserId>(),
    startsAt: p.datetime(),
    endsAt: p.datetime(),
    createdAt: p.datetime(),
  },
});
export type OnCallShift = InferEntity<typeof OnCallShift>;
