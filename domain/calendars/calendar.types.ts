/**
 * Open intervals by day of week ("0" is Sunday), each ["09:00", "17:30"] in the calendar's zone, half-open. "24:00" ends at midnight; an interval that ends
 * before its start runs into the next day, one that ends at its start is refused.
 */
export type WeekHours = Partial<Record<'0' | '1' | '2' | '3' | '4' | '5' | '6', [string, string][]>>;

/** A local date with hours of its own; `open` empty or missing is closed all day. */
export type Holiday = { date: string; name?: string; open?: [string, string][] };

/** What opening times are computed from. A bare date is a holiday that is closed all day. */
export type CalendarHours = { timeZone: string; hours: WeekHours; holidays: readonly (string | Holiday)[] };
