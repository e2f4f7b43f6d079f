import { wallTime } from '../../../domain/calendars/wall-time.rules.ts';
import { visibleText } from '../../../domain/suspicions/hidden-characters.rules.ts';
import { currentActionLine, ticketText } from './ticket-facts.rules.ts';
import type { TicketMaterial } from './ticket-material.types.ts';

/** The variables that an analysis and a suggestion of next actions share, by their declared names. */
export function ticketVariables(
  material: TicketMaterial,
): Record<'today' | 'language' | 'subject' | 'ticket' | 'ticket_history' | 'next_actions', string> {
  const { now, timeZone, readerLanguage, history, pastActions, current } = material;
  const weekday = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'long' }).format(now);
  return {
    today: `${weekday}, ${wallTime(now, timeZone)}`,
    language: readerLanguage,
    subject: subjectText(material),
    ticket: ticketText(material),
    ticket_history: history.length === 0 ? '(none)' : history.join('\n'),
    next_actions: [...(pastActions.length === 0 ? ['(no past ones)'] : pastActions), currentActionLine(current, timeZone)].join('\n'),
  };
}

/** The subject as a person sees it, on one line. */
export function subjectText({ ticket }: { ticket: { subject: string } }): string {
  return visibleText(ticket.subject).replace(/\s+/g, ' ').trim().slice(0, 400);
}
