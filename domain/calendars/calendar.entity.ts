import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { tenantColumn, tenantScope } from '../database/base.entity.ts';
import type { WeekHours } from './calendar.rules.ts';

/** Working hours of a tenant in a zone. `holidays` are ISO dates in that zone. */
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
    holidays: p.json().$type<string[]>(),
    isDefault: p.boolean().default(false),
    createdAt: p.datetime(),
  },
});
export type Calendar = InferEntity<typeof Calendar>;
