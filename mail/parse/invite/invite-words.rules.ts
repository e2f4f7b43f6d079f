const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
];
const dayCodes = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
const units: Readonly<Record<string, string>> = { DAILY: 'day', WEEKLY: 'week', MONTHLY: 'month', YEARLY: 'year', HOURLY: 'hour' };

/** A moment on the clock of its own zone; `time` is null for whole days. */
export type LocalMoment = { year: number; month: number; day: number; time: string | null };

/** Start and end in words: "Friday 8 November 2024, 10:00 to 11:00 (Europe/Berlin)". */
export function whenInWords(start: LocalMoment | null, end: LocalMoment | null, zone: string | null): string {
  if (start === null) return '';
  const from = dayInWords(start);
  const to = end === null || dayInWords(end) === from ? null : dayInWords(end);
  if (start.time === null) return to === null ? `${from} (all day)` : `${from} to ${to} (all day)`;
  const place = zone === null ? '' : ` (${zone})`;
  const first = `${from}, ${start.time}`;
  if (end === null || end.time === null) return first + place;
  if (to !== null) return `${first} to ${to}, ${end.time}${place}`;
  return end.time === start.time ? first + place : `${first} to ${end.time}${place}`;
}

function dayInWords({ year, month, day }: LocalMoment): string {
  const weekday = days[new Date(Date.UTC(year, month - 1, day)).getUTCDay()] ?? '';
  return `${weekday} ${day} ${months[month - 1] ?? ''} ${year}`;
}

/** A recurrence rule (RFC 5545 3.3.10) in words, as far as staff need it: "every 2 weeks on Monday, 10 times". */
export function recurrenceInWords(rule: string): string {
  const parts = new Map(
    rule
      .slice(0, 500)
      .toUpperCase()
      .split(';')
      .map((part) => part.split('=', 2) as [string, string | undefined]),
  );
  const unit = units[parts.get('FREQ') ?? ''];
  if (unit === undefined) return 'repeatedly';
  const interval = Number(parts.get('INTERVAL') ?? 1);
  const every = interval > 1 ? `every ${interval} ${unit}s` : `every ${unit}`;
  const on = (parts.get('BYDAY') ?? '')
    .split(',')
    .flatMap((code) => days[dayCodes.indexOf(code.slice(-2))] ?? [])
    .join(', ');
  const until = /^(\d{4})(\d{2})(\d{2})/.exec(parts.get('UNTIL') ?? '');
  const count = Number(parts.get('COUNT') ?? 0);
  const end =
    until !== null ? ` until ${Number(until[3])} ${months[Number(until[2]) - 1] ?? ''} ${until[1]}` : count > 0 ? `, ${count} times` : '';
  return `${every}${on === '' ? '' : ` on ${on}`}${end}`;
}
