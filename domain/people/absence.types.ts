import type { StaffUserId } from '../ids.types.ts';

/** A time somebody is away, half-open; `until` null: until they say they are back. */
export type AbsenceLine = {
  id: string;
  userId: StaffUserId;
  name: string;
  from: Date;
  until: Date | null;
  standIn: { id: StaffUserId; name: string } | null;
  note: string;
};
