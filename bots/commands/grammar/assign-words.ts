import type { Json } from '../../cards/card.types.ts';
import { call, type Reading } from './form.ts';

/** How somebody is to be found when no person is named. `team` and `skill` as typed. */
export type GivingWords = { by: 'team' | 'round_robin' | 'least_open' | 'skill' | 'no_team'; team?: string; skill?: string };

/** `team Network`, `next in Network`, `least busy [in Network]`, `skill fibre [in Network]`, `team none`; null for anything else, such as a person's name. */
export function readGivingWords(text: string): GivingWords | null {
  const said = text.trim();
  if (/^(?:no team|team (?:none|nobody|no|-))$/i.test(said)) return { by: 'no_team' };
  const least = /^(?:the )?least[ -]?busy(?: (?:one|person))?(?:\s+(?:in|of|from)\s+(?:team\s+)?(.+))?$/is.exec(said);
  if (least !== null) return { by: 'least_open', ...named('team', least[1]) };
  const next = /^(?:the )?next(?: one)?\s+(?:in|of|from)\s+(?:team\s+)?(.+)$/is.exec(said);
  if (next !== null) return { by: 'round_robin', ...named('team', next[1]) };
  const skill =
    /^(?:(?:somebody|someone|anybody|anyone) (?:with|who knows) )?(?:the )?skill\s+(.+?)(?:\s+(?:in|of|from)\s+(?:team\s+)?(.+))?$/is.exec(
      said,
    );
  if (skill !== null) return { by: 'skill', ...named('skill', skill[1]), ...named('team', skill[2]) };
  const team = /^(?:the )?team\s+(.+)$/is.exec(said);
  return team === null ? null : { by: 'team', ...named('team', team[1]) };
}

/** The call that gives a ticket in those words, or null when they name a person. */
export function readGiving(ticket: string, text: string): Reading | null {
  const words = readGivingWords(text);
  return words === null ? null : call('ticket.give', { ticket, ...(words as Record<string, Json>) });
}

function named<Key extends string>(key: Key, value: string | undefined): { [K in Key]?: string } {
  const bare = value
    ?.trim()
    .replace(/^["“„«](.*)["”“»]$/s, '$1')
    .trim();
  return (bare === undefined || bare === '' ? {} : { [key]: bare }) as { [K in Key]?: string };
}
