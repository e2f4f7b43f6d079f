import type { PublicTicket } from '../../../domain/tickets/public-conversation.types.ts';
import type { MaterialMessage } from '../conversation/ticket-material.types.ts';
import type { OfferedArticle, OwnRecord } from '../support/material.types.ts';

/** All that a draft may see (`ai.md` B.3): this conversation in public, public articles, this customer's own public records, and what staff wish. */
export type DraftMaterial = {
  ticket: PublicTicket;
  company: string;
  language: string;
  timeZone: string;
  /** whose message is answered, as they call themselves */
  name?: string | null;
  wish: string;
  messages: MaterialMessage[];
  records: OwnRecord[];
  articles: OfferedArticle[];
  badged: boolean;
};
