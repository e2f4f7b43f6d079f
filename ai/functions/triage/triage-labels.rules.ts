import type { Intent, TicketPriority, TicketType } from '../../../domain/tickets/tickets.types.ts';
import { meaningList } from '../conversation/meaning-list.rules.ts';

/** What the writer may want. */
export const intents = ['support', 'quote_request', 'lookup'] as const satisfies readonly Intent[];

const intentMeanings: Record<Intent, string> = {
  support: 'something is wrong, wanted or asked',
  quote_request: 'a price or an offer is wanted',
  lookup: 'only how something stands is asked',
};
const typeMeanings: Record<TicketType, string> = {
  support: 'help with using or getting something',
  bug: 'a program behaves wrongly',
  feature_request: 'something new is wished for',
  billing: 'invoices and payments',
  technical: 'devices, networks and lines that do not work',
  general: 'none of these',
};
const priorityMeanings: Record<TicketPriority, string> = {
  low: 'a question, nothing stands still',
  medium: 'the usual',
  high: 'somebody cannot work, or something is broken that is needed',
  urgent: 'many stand still, data are lost, an attack',
};

/** The public labels of a ticket, with what each means. */
export const triageLabels = [
  meaningList('intent', intentMeanings),
  meaningList('type', typeMeanings),
  meaningList('priority', priorityMeanings),
].join('\n');
