import type { Person } from '../../commands/person.types.ts';
import type { SlackClients, SlackDeps, Turn } from '../slack.types.ts';

/** One deed of a member of staff in one turn. The same command id again is the same deed. */
export type Act = { deps: SlackDeps; clients: SlackClients; turn: Turn; person: Person; commandId: string };

/** An operation of the surfaces themselves, or one of the commands. */
export type Wanted = { op: string; args: Record<string, unknown> };
