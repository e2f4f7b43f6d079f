import type { CalendarBook, SlaEvent, Terms } from '../../../domain/sla/sla.types.ts';
import { pick } from './random-calendars.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const priorities = ['low', 'medium', 'high', 'urgent'];
const statuses = ['open', 'open', 'pending', 'waiting_vendor', 'resolved', 'closed', 'solved', 'cancelled'];
const minutes = [0, 15, 45, 60, 60, 120, 240, 480, 700, null];
const kinds = [
  'customer_message',
  'customer_message',
  'public_reply',
  'public_reply',
  'status',
  'status',
  'status',
  'priority',
  'calendar',
] as const;
const rareKinds = ['terms', 'internal_note', 'auto_reply', 'priority'] as const;

/** A history and until when it is looked at. */
export type RandomHistory = { history: SlaEvent[]; until: number };

/**
 * A random life of a ticket in a window. `temptations` are instants worth hitting exactly, asked for after every event: due times, levels, openings.
 */
export function randomHistory(
  random: () => number,
  book: CalendarBook,
  windowStart: number,
  temptations: (history: SlaEvent[], at: number) => number[],
): RandomHistory {
  const calendars = Object.keys(book);
  let at = windowStart + Math.floor(random() * 8 * day);
  const history: SlaEvent[] = [];
  if (random() < 0.9) history.push({ at, type: 'terms', terms: randomTerms(random, calendars) });
  if (random() < 0.1) history.push({ at, type: 'calendar', calendar: pick(random, calendars) });
  history.push({
    at,
    type: 'created',
    priority: pick(random, priorities),
    status: random() < 0.9 ? 'open' : pick(random, statuses),
    ...since(random, at),
  });
  const step = pick(random, [20 * minute, 3 * hour, 8 * hour, 30 * hour]);
  const count = 2 + Math.floor(random() * 16);
  const latest = at + 30 * day;
  for (let index = 0; index < count && at < latest; index += 1) {
    at = laterInstant(random, at, step, temptations(history, at));
    history.push(randomEvent(random, at, calendars));
  }
  return { history, until: laterInstant(random, at, step * 2, temptations(history, at)) };
}

function laterInstant(random: () => number, at: number, step: number, tempting: readonly number[]): number {
  const choice = random();
  const ahead = tempting.filter((instant) => instant >= at && instant < at + 5 * day);
  if (choice < 0.15) return at;
  if (choice < 0.5 && ahead.length > 0) return pick(random, ahead);
  const later = at + 1 + Math.floor(random() * step);
  if (choice < 0.65) return Math.ceil(later / (30 * minute)) * 30 * minute;
  return choice < 0.9 ? Math.ceil(later / 1000) * 1000 : later;
}

function randomEvent(random: () => number, at: number, calendars: readonly string[]): SlaEvent {
  const type = random() < 0.15 ? pick(random, rareKinds) : pick(random, kinds);
  if (type === 'status') return { at, type, status: pick(random, statuses) };
  if (type === 'priority') return { at, type, priority: pick(random, priorities), ...(random() < 0.25 ? { system: true } : {}) };
  if (type === 'calendar') return { at, type, calendar: pick(random, calendars) };
  if (type === 'terms') return { at, type, terms: random() < 0.2 ? null : randomTerms(random, calendars) };
  return { at, type, ...(type === 'customer_message' ? since(random, at) : {}) };
}

function since(random: () => number, at: number): { since?: number } {
  return random() < 0.2 ? { since: at - Math.floor(random() * 3 * hour) } : {};
}

function randomTerms(random: () => number, calendars: readonly string[]): Terms {
  const target = () => ({ firstResponse: pick(random, minutes), nextReply: pick(random, minutes), resolution: pick(random, minutes) });
  const chances: [string, number][] = [
    ['pending', 0.6],
    ['waiting_vendor', 0.4],
    ['open', 0.03],
  ];
  const pausing = () => chances.flatMap(([status, chance]) => (random() < chance ? [status] : []));
  return {
    ref: `terms ${Math.floor(random() * 1000)}`,
    calendar: pick(random, calendars),
    targets: Object.fromEntries(priorities.map((priority) => [priority, target()])),
    pausing: { firstResponse: pausing(), nextReply: pausing(), resolution: pausing() },
    warningPercent: pick(random, [null, 50, 80, 80, 100]),
    criticalPercent: pick(random, [null, 90, 95, 95, 100]),
  };
}
