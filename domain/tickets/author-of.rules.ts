import type { UnitFacts } from '../tenancy/sql-part.rules.ts';
import type { MessageAuthor } from './tickets.types.ts';

/** The unit's actor in the shape that messages and events keep. */
export function authorOf({ actor }: Pick<UnitFacts, 'actor'>): MessageAuthor {
  if (actor.kind === 'contact') return { kind: 'contact', address: actor.address, name: '' };
  return actor;
}
