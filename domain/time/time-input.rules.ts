import { z } from 'zod';
import { isDay } from '../calendars/local-day.rules.ts';
import { mostMinutes } from './minutes.rules.ts';
import { timeActivities } from './time.types.ts';

/** What is said of a time entry. */
export const timeSchema = z.strictObject({
  minutes: z
    .int(`must be whole minutes from 1 to ${mostMinutes}`)
    .min(1, 'must be at least one')
    .max(mostMinutes, `must be at most ${mostMinutes} (a day)`),
  activity: z.enum(timeActivities, `must be one of ${timeActivities.join(', ')}`),
  billable: z.boolean(),
  note: z.string().trim().max(1_000, 'must be at most 1000 characters long'),
  day: z.string().refine(isDay, 'must be a date such as 2026-12-24'),
});
