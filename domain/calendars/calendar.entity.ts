import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { tenantColumn, tenantScope } from '../database/base.entity.ts';
import type { StaffUserId } from '../ids.types.ts';
import type { Holiday, WeekHours } from './calendar.types.ts';

/** Working hours of a tenant in a zone, as they are now. What they were is in the versions. */
export const Calendar = defineEntity({
  name: 'Calendar',
  tableName: 'calendars',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().primary(),
    name: p.text(),
    timeZone: p.text(),
    hours: p.json().$type<WeekHours>(),
    holidays: p.json().$type<(string | Holiday)[]>(),
    isDefault: p.boolean().default(false),
    version: p.integer().default(1),
    createdAt: p.datetime(),
  },
});
export type Calendar = InferEntity<typeof Calendar>;

/** The hours of a calendar from `effectiveFrom` on (the first version: from ever). Never changed: an edit is a further version. */
export const CalendarVersion = defineEntity({
  name: 'CalendarVersion',
  tableName: 'calendar_versions',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().primary(),
    calendarId: p.uuid(),
    version: p.integer(),
    effectiveFrom: p.datetime(),
    timeZone: p.text(),
    hours: p.json().$type<WeekHours>(),
    holidays: p.json().$type<(string | Holiday)[]>(),
    createdBy: p.uuid().$type<StaffUserId>().nullable(),
    createdAt: p.datetime(),
  },
});
export type CalendarVersion = InferEntity<typeof CalendarVersion>;
