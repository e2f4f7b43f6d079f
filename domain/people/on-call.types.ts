import type { StaffUserId } from '../ids.types.ts';

/** One turn on a rota, half-open. */
export type ShiftLine = { id: string; rota: string; userId: StaffUserId; name: string; from: Date; until: Date };

/** The rota that is meant when none is named. */
export const mainRota = 'support';
