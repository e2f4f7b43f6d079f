import { ticketOfPath } from './ticket-path.rules.ts';

const place = 'wanted-ticket';

/** As long as a sign-in link works: later nobody waits for it any more. */
const waitsMs = 15 * 60_000;

/** Keeps the ticket that was asked for while somebody signs in. */
export function keepWanted(now: number): void {
  const number = ticketOfPath(location.pathname);
  if (number !== null) localStorage.setItem(place, JSON.stringify({ number, at: now }));
}

/** The ticket that was asked for, by this address or before signing in; once. The address becomes the console's own. */
export function takeWanted(now: number): string | null {
  const kept = readKept(now);
  localStorage.removeItem(place);
  const number = ticketOfPath(location.pathname);
  if (location.pathname !== '/') history.replaceState(null, '', '/');
  return number ?? kept;
}

function readKept(now: number): string | null {
  try {
    const kept = JSON.parse(localStorage.getItem(place) ?? 'null') as { number?: unknown; at?: unknown } | null;
    const isFresh = typeof kept?.at === 'number' && now - kept.at < waitsMs;
    return isFresh && typeof kept.number === 'string' ? ticketOfPath(`/t/${kept.number}`) : null;
  } catch {
    return null;
  }
}
