/** An instant on the wall in a zone, such as `3 Jun 2024, 09:00`; with `weekday`, `Mon, 3 Jun 2024, 09:00`. */
export function wallTime(at: Date, timeZone: string, shown: { weekday?: boolean } = {}): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    ...(shown.weekday === true ? { weekday: 'short' as const } : {}),
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);
}
