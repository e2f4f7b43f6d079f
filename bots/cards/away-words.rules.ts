import type { Away } from '../../domain/assignment/assignment.types.ts';
import type { Notice } from './card.types.ts';
import type { Reader } from './when.rules.ts';

/** An instant on the reader's wall, short: `24 Dec 2026, 09:00`. */
export function wallTime(at: Date, reader: Reader): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: reader.timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);
}

/** Warns that the person a ticket was given to is away, and says who stands in; nothing for somebody present. */
export function awayNotice(name: string, away: Away | null, reader: Reader): Notice[] {
  if (away === null) return [];
  const until = away.until === null ? '' : ` until ${wallTime(away.until, reader)}`;
  const standIn = away.standIn === null ? 'Nobody stands in for them.' : `${away.standIn.name} stands in for them.`;
  return [{ level: 'warning', text: `${name} is away${until}. ${standIn}` }];
}
