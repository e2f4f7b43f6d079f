/** Longest time one entry may hold: a day. */
export const mostMinutes = 1_440;

/**
 * Minutes of what people write: `30m`, `90`, `1h`, `1h30`, `1h 30m`, `1:30`, `0.5h`, `1,5h`. A bare number is minutes. Null for anything else and for what is
 * not a whole number of minutes from 1 to 1440.
 */
export function readMinutes(text: string): number | null {
  const said = text.trim().toLowerCase().replace(',', '.');
  const clock = /^(\d{1,2}):([0-5]\d)(?:h)?$/.exec(said);
  const hours = /^(\d{1,2}(?:\.\d{1,4})?)\s*(?:h|hrs?|hours?)(?:\s*([0-5]?\d)\s*(?:m|mins?|minutes?)?)?$/.exec(said);
  const plain = /^(\d{1,4})\s*(?:m|mins?|minutes?)?$/.exec(said);
  const minutes =
    clock !== null
      ? Number(clock[1]) * 60 + Number(clock[2])
      : hours !== null
        ? Math.round(Number(hours[1]) * 60) + Number(hours[2] ?? 0)
        : plain !== null
          ? Number(plain[1])
          : 0;
  // 1.5h30 could mean two things, so it means nothing
  if (hours?.[2] !== undefined && hours[1]?.includes('.')) return null;
  return minutes >= 1 && minutes <= mostMinutes ? minutes : null;
}

/** Minutes as people read them: `45 min`, `2 h`, `1 h 30 min`. */
export function minutesText(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}
