import { AppError } from '../errors.ts';
import type { ScanState } from './file-scan.types.ts';

/** The states in which a file may leave the house, as a list for SQL. */
export const releasedStates = "'clean', 'not_scanned'";

/** Why a file is held back, for people; null when it is not. */
export function heldBack(state: ScanState, virus: string | null): string | null {
  if (state === 'infected') return `held back: the virus scanner found ${virus ?? 'a virus'}`;
  return state === 'waiting' ? 'held back until the virus scanner has looked at it' : null;
}

/** Throws `not_permitted` for an infected file and `unavailable` for one that was not looked at yet. */
export function assertReleased(state: ScanState, virus: string | null): void {
  if (state === 'infected')
    throw new AppError('not_permitted', {
      message: 'the file is infected',
      userMessage: `This file is ${heldBack(state, virus)}. It cannot be opened. Ask the sender for a clean one.`,
    });
  if (state === 'waiting')
    throw new AppError('unavailable', {
      message: 'the file waits for the virus scanner',
      userMessage:
        'This file is held back until the virus scanner has looked at it. Try again in a minute; if this stays, the scanner is down.',
    });
}

/** Milliseconds until a file that the scanner refused is offered to it again: 15 s, doubling to an hour. */
export function rescanAfterMs(attempts: number): number {
  return Math.min(3_600_000, 15_000 * 2 ** Math.min(attempts, 20));
}
