import { z } from 'zod';
import { zoneName } from '../input.rules.ts';

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'must be a 24-hour time such as 09:00');
const intervals = z.array(z.tuple([clock, clock])).max(24, 'must be at most 24 intervals a day');
const isoDate = z.iso.date('must be a date such as 2026-12-25');
const holiday = z.strictObject({
  date: isoDate,
  name: z.string().trim().max(100, 'must be at most 100 characters long').optional(),
  open: intervals.optional(),
});
const day = intervals.optional();

/** The hours of a calendar as they may be saved: a zone, a week, and at most one holiday a date. Whether it is ever open is `assertCalendar`’s to say. */
export const calendarHoursSchema = z.strictObject({
  timeZone: zoneName,
  hours: z.strictObject({ '0': day, '1': day, '2': day, '3': day, '4': day, '5': day, '6': day }),
  holidays: z
    .array(z.union([isoDate, holiday]))
    .max(2_000, 'must be at most 2,000')
    .refine((all) => new Set(all.map((one) => (typeof one === 'string' ? one : one.date))).size === all.length, 'must have each date once'),
});
