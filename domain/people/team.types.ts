import type { TeamStrategy } from '../assignment/assignment.types.ts';
import type { StaffUserId, TeamId } from '../ids.types.ts';

/** A team as commands name it. */
export type TeamHead = { id: TeamId; name: string; strategy: TeamStrategy | null; active: boolean };

/** A team with its members by name; `isAway` at the instant of the unit. */
export type TeamLine = TeamHead & { members: { id: StaffUserId; name: string; isAway: boolean }[]; openTickets: number };
