import type { Away } from '../../domain/assignment/assignment.types.ts';
import { wallTime } from '../../domain/calendars/wall-time.rules.ts';
import type { Notice } from './card.types.ts';
import type { Reader } from './when.rules.ts';

/** An instant on the reader's wall with its day of the week: `Thu, 24 Dec 2026, 09:00`. */
export function dayAndTime(at: Date, reader: Reader): string {
  return wallTime(at, reader.timeZone, { weekday: true });
}

/** Warns that the person a ticket was given to is away, and says who stands in; nothing for somebody present. */
export function awayNotice(name: string, away: Away | null, reader: Reader): Notice[] {
  if (away === null) return [];
  const until = away.until === null ? '' : ` until ${dayAndTime(away.until, reader)}`;
  const standIn = away.standIn === null ? 'Nobody stands in for them.' : `${away.standIn.name} stands in for them.`;
  return [{ level: 'warning', text: `${name} is away${until}. ${standIn}` }];
}
