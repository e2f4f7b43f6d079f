import type { Json } from '../../cards/card.types.ts';

/** A call of an operation that free words were understood as. */
export type Plan = { op: string; args: Record<string, Json> };

/** What kinds of thing a name can be the name of. */
export type NameKind = 'staff' | 'customer' | 'team';

/** The names of the asker's own company that a text may mean; a reader without them goes by the grammar of the sentence alone. */
export type KnownNames = Record<NameKind, readonly string[]>;

/** What a question is read by. `ticket` is the one the conversation is about; `me` the asker's name. */
export type AskContext = { ticket: string | null; now: Date; me: string | null; timeZone?: string; names?: KnownNames };

/** A length of time in the asker's zone. Days are ISO dates; `until` is the first day after it; a bare `weekday` is the last one, or the next for what is due. `hours` looks back from now, `ahead` forward. */
export type Period =
  | { kind: 'days'; from: string; until: string | null; name: 'today' | 'yesterday' | 'tomorrow' | 'weekday' | null }
  | { kind: 'age'; count: number; unit: 'm' | 'h' | 'd' | 'w' }
  | { kind: 'ahead'; count: number; unit: 'm' | 'h' | 'd' | 'w' };
