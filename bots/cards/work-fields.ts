import { fieldText } from '../../domain/custom-fields/custom-field.rules.ts';
import type { TicketWork } from '../../domain/tickets/load-ticket-work.ts';
import { minutesText } from '../../domain/time/minutes.rules.ts';
import type { Field } from './card.types.ts';
import { code, field, muted } from './spans.rules.ts';

/** Team, tags, custom fields, watchers and time of a ticket as fields of its card; what there is none of is left out. */
export function workFields(work: TicketWork): Field[] {
  const { team, tags, fields, watchers, minutes, billableMinutes } = work;
  const billable = billableMinutes === minutes ? '' : ` (${billableMinutes === 0 ? 'none' : minutesText(billableMinutes)} billable)`;
  return [
    ...(team === null ? [] : [field('Team', team.name)]),
    ...(tags.length === 0
      ? []
      : [
          field(
            'Tags',
            tags.flatMap((tag, index) => [...(index === 0 ? [] : [{ text: ' ' }]), code(tag)]),
          ),
        ]),
    ...fields.map((one) =>
      one.value === null ? field(one.label, [muted('needed before it is resolved')]) : field(one.label, fieldText(one.value)),
    ),
    ...(watchers.length === 0 ? [] : [field('Watched by', watchers.map((person) => person.name).join(', '))]),
    ...(minutes === 0 ? [] : [field('Time', `${minutesText(minutes)}${billable}`)]),
  ];
}
