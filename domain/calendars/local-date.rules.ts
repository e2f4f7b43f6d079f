const formats = new Map<string, Intl.DateTimeFormat>();

/** The ISO date that an instant has in a zone, such as 2026-12-25. */
export function localDate(at: Date, timeZone: string): string {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formats.set(timeZone, format);
  }
  return format.format(at);
}
