import type { Plan } from './plan.types.ts';

const text = (value: unknown): string => (value === undefined || value === null ? '' : String(value));

/** How each operation is typed; what is not here is printed by its name and arguments. */
const commands: Record<string, (args: Plan['args']) => string> = {
  'tickets.list': ({ filter }) => `tickets ${text(filter)}`,
  'tickets.count': ({ filter, by }) => `counts ${text(filter)}${by === undefined ? '' : ` by:${text(by)}`}`,
  'tickets.trend': ({ days }) => `trend ${days === undefined ? '' : `${text(days)}d`}`,
  'ticket.show': ({ ticket }) => `show ${text(ticket)}`,
  'ticket.why': ({ ticket }) => `why ${text(ticket)}`,
  'ticket.people': ({ ticket }) => `participants ${text(ticket)}`,
  'ticket.duplicates': ({ ticket }) => `duplicates ${text(ticket)}`,
  'ticket.suggest': ({ ticket }) => `suggest ${text(ticket)}`,
  'time.ticket': ({ ticket }) => `time on ${text(ticket)}`,
  'time.sheet': ({ span, person }) => `time ${text(span).replace('_', ' ')} ${text(person)}`,
  'next.list': ({ list }) => `next ${list === 'mine' ? '' : text(list)}`,
  'next.show': ({ ticket }) => `next ${text(ticket)}`,
  'next.history': ({ ticket }) => `next history ${text(ticket)}`,
  'customer.find': ({ query }) => `customer ${text(query)}`,
  'contracts.list': ({ customer }) => `contracts ${text(customer)}`,
  'contract.show': ({ contract }) => `contract ${text(contract)}`,
  'oncall.show': () => 'on call',
  'oncall.handoff': () => 'handoff',
  'rota.list': () => 'rota',
  'away.list': () => 'who is away',
  'teams.list': () => 'teams',
  'skills.list': () => 'skills',
  'calendars.list': () => 'calendars',
  'policies.list': () => 'policies',
  'sla.report': ({ days }) => `sla ${days === undefined ? '' : `${text(days)}d`}`,
  'helpdesk.stats': ({ days }) => `stats ${days === undefined ? '' : `${text(days)}d`}`,
  'satisfaction.show': () => 'satisfaction',
  'kb.search': ({ query }) => `kb ${text(query)}`,
  'kb.list': () => 'kb',
  'deliveries.list': ({ which }) => `deliveries ${text(which)}`,
  'notifications.list': () => 'notifications',
  'macro.list': () => 'macros',
  'quick.list': () => 'quick replies',
  'template.list': () => 'templates',
  'views.list': () => 'views',
  'rules.list': () => 'rules',
  'rules.test': ({ ticket }) => `rules test ${text(ticket)}`,
  'tags.list': () => 'tags',
  'fields.list': () => 'fields',
  'mails.parked': () => 'parked',
  'senders.blocked': () => 'blocked',
  'ticket.status': ({ ticket, status }) =>
    `status ${text(ticket)} ${text(status).replace('waiting_customer', 'waiting').replaceAll('_', ' ')}`,
  'ticket.assign': ({ ticket, to }) => `assign ${text(ticket)} ${text(to)}`,
  'ticket.priority': ({ ticket, priority }) => `priority ${text(ticket)} ${text(priority)}`,
  'ticket.type': ({ ticket, type }) => `type ${text(ticket)} ${text(type).replaceAll('_', ' ')}`,
};

/** A plan as the command it stands for, in the person's own words where they are values. */
export function printPlan({ op, args }: Plan): string {
  const known = commands[op];
  const said =
    known === undefined
      ? `${op} ${Object.entries(args)
          .map(([key, value]) => `${key}:${text(value)}`)
          .join(' ')}`
      : known(args);
  return said.replace(/\s+/g, ' ').trim();
}
