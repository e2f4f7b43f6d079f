import { AppError } from '../errors.ts';

/** The instants at which a wall time is shown: the same twice, or two of them when clocks go back over it. */
export type Occurrences = { first: number; last: number };

/** A time zone as offsets; wall times are epoch ms as if the wall clock were UTC. */
export type Zone = {
  /** Wall time minus instant, in ms. */
  offsetAt(instant: number): number;
  /** When a wall time is shown. One that clocks skip stands for the end of the gap. */
  occurrencesOf(wall: number): Occurrences;
};

type Window = { offset: number; changeAt: number; offsetAfter: number };

const second = 1000;
const hour = 3_600_000;
// Zones have kept an offset for weeks at least since 1970, so that a few days hold one change at most.
const windowLength = 4 * 24 * hour;
// Wider than any offset from UTC that was ever in use.
const widestOffset = 16 * hour;
const mostWindows = 50_000;

const zones = new Map<string, Zone>();

/** The zone of an IANA name such as Europe/London, kept for the life of the process. Throws `invalid_input` when there is none of that name. */
export function zoneOf(timeZone: string): Zone {
  const known = zones.get(timeZone);
  if (known !== undefined) return known;
  const zone = createZone(offsetReader(timeZone));
  zones.set(timeZone, zone);
  return zone;
}

/** True when `Intl` knows the zone. */
export function isTimeZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
}

function createZone(readOffset: (instant: number) => number): Zone {
  const windows = new Map<number, Window>();
  const windowAt = (instant: number): Window => {
    const index = Math.floor(instant / windowLength);
    const known = windows.get(index);
    if (known !== undefined) return known;
    if (windows.size >= mostWindows) windows.clear();
    const made = readWindow(readOffset, index * windowLength);
    windows.set(index, made);
    return made;
  };
  const offsetAt = (instant: number): number => {
    const { offset, changeAt, offsetAfter } = windowAt(instant);
    return instant < changeAt ? offset : offsetAfter;
  };
  const changeAfter = (instant: number): number => {
    const { changeAt } = windowAt(instant);
    return changeAt > instant && changeAt !== Number.POSITIVE_INFINITY ? changeAt : windowAt(instant + windowLength).changeAt;
  };
  const occurrencesOf = (wall: number): Occurrences => {
    const earliest = wall - widestOffset;
    const before = wall - offsetAt(earliest);
    const after = wall - offsetAt(wall + widestOffset);
    if (before === after) return { first: before, last: before };
    const change = changeAfter(earliest);
    if (before < change) return { first: before, last: after >= change ? after : before };
    return after >= change ? { first: after, last: after } : { first: change, last: change };
  };
  return { offsetAt, occurrencesOf };
}

function readWindow(readOffset: (instant: number) => number, from: number): Window {
  const offset = readOffset(from);
  const offsetAfter = readOffset(from + windowLength);
  if (offset === offsetAfter) return { offset, changeAt: Number.POSITIVE_INFINITY, offsetAfter };
  let [before, after] = [from / second, (from + windowLength) / second];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (readOffset(middle * second) === offset) before = middle;
    else after = middle;
  }
  return { offset, changeAt: after * second, offsetAfter };
}

function offsetReader(timeZone: string): (instant: number) => number {
  if (!isTimeZone(timeZone)) throw unknownZone(timeZone);
  const twoDigits = '2-digit';
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: twoDigits,
    day: twoDigits,
    hour: twoDigits,
    minute: twoDigits,
    second: twoDigits,
  });
  return (instant) => {
    const [month = 0, day = 0, year = 0, hours = 0, minutes = 0, seconds = 0] = (format.format(instant).match(/\d+/g) ?? []).map(Number);
    return Date.UTC(year, month - 1, day, hours, minutes, seconds) - Math.floor(instant / second) * second;
  };
}

function unknownZone(timeZone: string): AppError {
  const userMessage = `“${timeZone}” is not a time zone. Use a name such as Europe/London.`;
  return new AppError('invalid_input', { message: `unknown time zone ${timeZone}`, userMessage });
}
