import type { TriageData } from '../../../domain/ai-runs/results.types.ts';
import { ticketPriorities } from '../../../domain/tickets/tickets.types.ts';
import type { CardAction } from '../card.types.ts';
import { action, code, field, muted, oneLine, section } from '../spans.rules.ts';
import { intentNames, typeNames } from '../words.rules.ts';
import { badgeNotice } from './badge.rules.ts';
import type { ResultCard } from './result-card.types.ts';
import { dataOf } from './result-parts.ts';

/** What one message wants, beside what the ticket is filed as, with buttons for what differs. The ticket keeps what it has until somebody presses one. */
export const triageCard: ResultCard = (view) => {
  const data = dataOf<TriageData>(view);
  const { present, evidence } = data;
  return {
    title: [{ text: 'Triage of ' }, code(present.number)],
    notices: present.badged ? [badgeNotice] : [],
    fields: [
      field('Wants', intentNames[data.intent]),
      field('Type', differs(typeNames[data.type], typeNames[present.type])),
      field('Priority', differs(data.priority, present.priority)),
      ...(data.otherTypes.length === 0 ? [] : [field('May be as well', data.otherTypes.map((type) => typeNames[type]).join(', '))]),
      ...(data.language === null ? [] : [field('Language', data.language)]),
    ],
    sections:
      evidence.length === 0
        ? []
        : [
            section(
              'Because of',
              'public',
              evidence.map(({ quote }) => [muted(`“${oneLine(quote, 200)}”`)]),
            ),
          ],
    actions: triageActions(data),
    ticket: present.number,
  };
};

/** A type may be changed any way; a priority is only ever offered to be raised: attention is never lowered by a machine (`ai.md` C.9). */
export function triageActions({ type, otherTypes, priority, present }: TriageData): CardAction[] {
  const at = { ticket: present.number, version: present.version };
  const types = [...new Set([type, ...otherTypes])].filter((one) => one !== present.type);
  const raises = ticketPriorities.indexOf(priority) > ticketPriorities.indexOf(present.priority);
  return [
    ...types
      .slice(0, 3)
      .map((one, i) => action(`Set type to ${typeNames[one]}`, 'ticket.type', { ...at, type: one }, i === 0 ? 'primary' : 'default')),
    ...(raises ? [action(`Raise to ${priority}`, 'ticket.priority', { ...at, priority }, 'primary')] : []),
  ];
}

function differs(found: string, filed: string): string {
  return found === filed ? `${found}, as it is filed` : `${found}; it is filed as ${filed}`;
}
