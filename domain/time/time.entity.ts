import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { tenantColumn, tenantScope } from '../database/base.entity.ts';
import type { StaffUserId, TicketId, TimeEntryId } from '../ids.types.ts';
import type { TimeActivity } from './time.types.ts';

/** Time somebody spent on a ticket. `day` is the local day of the person; a removed entry stays with `deletedAt`. */
export const TimeEntry = defineEntity({
  name: 'TimeEntry',
  tableName: 'time_entries',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().$type<TimeEntryId>().primary(),
    ticketId: p.uuid().$type<TicketId>(),
    userId: p.uuid().$type<StaffUserId>(),
    minutes: p.integer(),
    activity: p.text().$type<TimeActivity>(),
    billable: p.boolean(),
    startedAt: p.datetime().nullable(),
    note: p.text().default(''),
    day: p.date(),
    createdAt: p.datetime(),
    deletedAt: p.datetime().nullable(),
  },
});
export type TimeEntry = InferEntity<typeof TimeEntry>;
