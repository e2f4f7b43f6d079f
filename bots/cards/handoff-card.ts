import type { Handoff } from '../../domain/reporting/load-handoff.ts';
import { attentionSection, countedSection, ticketLink } from './attention-section.ts';
import { dayAndTime } from './away-words.rules.ts';
import type { Card } from './card.types.ts';
import { makeCard } from './make-card.rules.ts';
import { action, bold, field, muted, oneLine, plain } from './spans.rules.ts';
import type { Reader } from './when.rules.ts';

/** Facts for whoever is on call from now on: how many of each, the first five with a link. */
export function handoffCard(facts: Handoff, reader: Reader): Card {
  const uncertain = facts.uncertain.lines.map(({ ticket, subject }) => [
    ...(ticket === null ? [] : [ticketLink(ticket), { text: ' ' }]),
    { text: oneLine(subject, 100) },
  ]);
  const parked = facts.parked.lines.map(({ subject, from, reason }) => [
    { text: `${oneLine(from ?? 'sender unknown', 80)} · ${oneLine(subject ?? '(no subject read)', 100)}` },
    muted(reason === null ? '' : ` · ${oneLine(reason, 120)}`),
  ]);
  const sections = [
    ...attentionSection('Breached and not acknowledged', facts.breached, reader),
    ...attentionSection('Urgent and high', facts.urgent, reader, action('List', 'tickets.list', { filter: 'priority:>=high sort:due' })),
    ...attentionSection('Due within 12 hours', facts.due, reader),
    ...attentionSection('Back from snooze in this turn', facts.waking, reader),
    ...countedSection(
      'Mails nobody knows the fate of',
      facts.uncertain.total,
      uncertain,
      action('Decide', 'deliveries.list', { which: 'uncertain' }),
    ),
    ...countedSection('Mails that wait in quarantine or failed', facts.parked.total, parked, action('Decide', 'mails.parked', {})),
    ...attentionSection('Changed since the last turn began', facts.changed, reader),
  ];
  return makeCard('report', [bold('Hand-off')], {
    fields: [
      field('On call', facts.team === null ? facts.rota : `${facts.rota} (tickets of ${facts.team})`),
      field('Looks back to', dayAndTime(facts.since, reader)),
      field('Turn ends', dayAndTime(facts.until, reader)),
    ],
    text: sections.length === 0 ? [plain('All is quiet: nothing urgent, breached, due or undecided.')] : [],
    sections,
    actions: [action('Rota', 'rota.list', {}), action('Service levels', 'sla.report', { days: 7 })],
  });
}
