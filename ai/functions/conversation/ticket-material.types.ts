import type { NextAction } from '../../../domain/tickets/next-action.rules.ts';
import type { PublicMessage, PublicTicket } from '../../../domain/tickets/public-conversation.types.ts';
import type { Sentence } from '../../keyless/sentences.rules.ts';

/** A public message as a function sees it: `label` is how a model names it (`m3`), its sentences are `m3.s1`, `m3.s2` … */
export type MaterialMessage = PublicMessage & { label: string; sentences: Sentence[] };

/**
 * All that a function about one ticket's conversation may see. `messages` are those within the limit, oldest first, and never none; `leftOut` public messages between
 * the first and the second of them were too many. `badged`: one of them looks as if it gave orders to a machine.
 */
export type TicketMaterial = {
  ticket: PublicTicket;
  messages: [MaterialMessage, ...MaterialMessage[]];
  leftOut: number;
  history: string[];
  pastActions: string[];
  current: NextAction | null;
  badged: boolean;
  now: Date;
  timeZone: string;
  /** English name of the language of the staff who read the result */
  readerLanguage: string;
};
