/** How a person named a ticket: its whole number, or the end of it with or without the month. */
export type TicketRef = { kind: 'number'; number: string } | { kind: 'sequence'; value: number };

/**
 * Reads `TKT-202611-00001`, `tkt-202611-1`, `202611-1`, `#1`, `1` and `00001`. Null for anything else; the month of a bare number is left open, so more
 * than one ticket may answer to it.
 */
export function readTicketRef(text: string): TicketRef | null {
  const found = /^(?:tkt-?(?=\d)|#)?(?:(\d{6})-)?(\d{1,9})$/i.exec(text.trim());
  if (found === null) return null;
  const [, period = null, digits = ''] = found;
  const value = Number(digits);
  if (value === 0) return null;
  return period === null ? { kind: 'sequence', value } : { kind: 'number', number: ticketNumber(period, value) };
}

/** `TKT-<year and month>-<five digits or more>` (`domain.md` 2.12). */
export function ticketNumber(period: string, value: number): string {
  return `TKT-${period}-${String(value).padStart(5, '0')}`;
}
