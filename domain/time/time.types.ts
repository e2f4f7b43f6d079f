import type { StaffUserId, TimeEntryId } from '../ids.types.ts';

/** What time was spent on. */
export const timeActivities = ['work', 'research', 'communication', 'meeting', 'other'] as const;
export type TimeActivity = (typeof timeActivities)[number];

/** One entry as lists show it; `ref` is its short name, `day` the local day of the person. */
export type TimeLine = {
  id: TimeEntryId;
  ref: string;
  ticket: string;
  subject: string;
  userId: StaffUserId;
  name: string;
  minutes: number;
  activity: TimeActivity;
  billable: boolean;
  note: string;
  day: string;
};

/** Sums in minutes. */
export type TimeTotals = { minutes: number; billable: number; entries: number };
