import { customerMatter } from './customer-matter.rules.ts';
import { type Matter, only, plan } from './matter.rules.ts';
import { daysOf } from './periods.rules.ts';
import type { Plan } from './plan.types.ts';
import { asksWho, copyOf, namesOf, namesTickets, type Sentence, says, take, unknown } from './sentence.rules.ts';
import { nameText } from './topic.rules.ts';
import type { Concept } from './words/concepts.types.ts';

const onCall: Matter = (one) => {
  const calls = asksWho(one) && says(one, 'reach', 'contact', 'phone') && says(one, 'night') && namesOf(one, 'customer').length === 0;
  if (says(one, 'handoff')) return namesTickets(one) ? null : plan('oncall.handoff');
  if (says(one, 'rota') && !namesTickets(one)) return plan('rota.list');
  if (!says(one, 'oncall') && !calls) return null;
  if (one.ticket !== null || (namesTickets(one) && !asksWho(one)) || unknown(one).length > 3) return null;
  const found = one.period?.period;
  const later =
    found?.kind === 'ahead' || (found?.kind === 'days' && found.from > one.sense.today) || (says(one, 'next') && !says(one, 'tonight'));
  return plan(later ? 'rota.list' : 'oncall.show');
};

const away: Matter = (one) => {
  if (
    !says(one, 'away') ||
    namesTickets(one) ||
    says(one, 'missed') ||
    (says(one, 'calendar') && !says(one, 'who') && namesOf(one, 'staff').length === 0)
  )
    return null;
  const about =
    asksWho(one) ||
    says(one, 'exists') ||
    namesOf(one, 'staff').length > 0 ||
    /\bevery(?:one|body)|\balle da|\babsen|\bsick|\bill\b|krank|anyone|anybody|jemand|out of office|urlaub|vacation|leave|holiday|abwesen|vacances|cong|vacaciones|urlop|vakantie|verlof|nieobecn|ausenc/i.test(
      one.text,
    );
  const strangers = unknown(one).filter((item) => !/^\p{Lu}/u.test(item.raw));
  return about && strangers.length === 0 && !says(one, 'late', 'customer', 'urgent', 'contract') ? plan('away.list') : null;
};

const teams: Matter = (one) => {
  if (
    says(one, 'knows', 'skill') &&
    !namesTickets(one) &&
    one.ticket === null &&
    (asksWho(one) ||
      /\b(?:any(?:one|body)|some(?:one|body)|jemand|quelqu|iemand|alguien|ktos)\b/i.test(one.text) ||
      says(one, 'skill') ||
      namesOf(one, 'staff').length > 0) &&
    !says(one, 'contract', 'article') &&
    namesOf(one, 'customer').length === 0
  )
    return plan('skills.list');
  if (
    !says(one, 'team') ||
    says(one, 'on_plate') ||
    (says(one, 'tickets', 'late', 'urgent', 'unassigned', 'working_on', 'busy', 'stats') === true && namesTickets(one))
  )
    return null;
  for (const item of [...namesOf(one, 'team'), ...namesOf(one, 'staff')]) item.used = true;
  take(one, 'team', 'people');
  const strange = unknown(one);
  if (strange.length === 1 && strange[0] !== undefined && says(one, 'who')) strange[0].used = true;
  return !says(one, 'busy', 'stats') && only(one, 'in_progress', 'involved') && !says(one, 'open', 'how_many') ? plan('teams.list') : null;
};

const timeSheet: Matter = (one) => {
  if (!says(one, 'worktime') || !says(one, 'how_long', 'how_many') || one.ticket !== null || says(one, 'speed')) return null;
  const [person, second] = namesOf(one, 'staff');
  const period = one.period?.period;
  const span =
    period === undefined
      ? /woche|week|semaine|semana|tydzien|tygod/i.test(one.text)
        ? 'week'
        : 'today'
      : period.kind !== 'days'
        ? null
        : period.name === 'today' || period.name === 'yesterday'
          ? period.name
          : spanOfWeek(one);
  if (span === null || second !== undefined) return null;
  if (person !== undefined) person.used = true;
  take(one, 'worktime', 'how_long', 'how_many', 'working_on', 'hour');
  return only(one) ? plan('time.sheet', { span, ...(person === undefined ? {} : { person: nameText(one, person) }) }) : null;
};

function spanOfWeek({ period, sense }: Sentence): string | null {
  if (period?.period.kind !== 'days') return null;
  const { from, until } = period.period;
  const days = (Date.parse(sense.today) - Date.parse(from)) / 86_400_000;
  const monday = new Date(`${from}T00:00:00Z`).getUTCDay() === 1;
  if (monday && until === null && days < 7) return 'week';
  return monday && until !== null && Date.parse(until) - Date.parse(from) === 7 * 86_400_000 && days >= 7 && days < 14 ? 'last_week' : null;
}

const nextSteps: Matter = (one) => {
  if (says(one, 'todo')) {
    take(one, 'todo', 'today', 'tonight', 'next');
    return namesOf(one, 'staff').length === 0 && only(one, 'urgent', 'high', 'next_action') ? plan('next.list', { list: 'mine' }) : null;
  }
  if (!says(one, 'next_action') || namesOf(one, 'staff').length > 0 || namesOf(one, 'customer').length > 0) return null;
  const list = says(one, 'late', 'breached') ? 'overdue' : says(one, 'missing', 'not') ? 'missing' : 'mine';
  take(one, 'next_action', 'late', 'breached', 'missing', 'due', 'today');
  return only(one, 'in_progress', 'waiting', 'next') ? plan('next.list', { list }) : null;
};

const figures: Matter = (one) => {
  const days = one.period === null ? null : daysOf(one.period.period, one.sense);
  const args: Plan['args'] = days === null ? {} : { days };
  if (one.ticket !== null || (one.period !== null && days === null)) return null;
  if (says(one, 'satisfaction') && !namesTickets(one))
    return unknown(one).length === 0 && !says(one, 'unassigned') ? plan('satisfaction.show') : null;
  const named = [...namesOf(one, 'customer'), ...namesOf(one, 'staff')].length > 0;
  const lists = namesTickets(one) && says(one, 'which', 'show', 'soon', 'breached', 'late', 'due');
  if (says(one, 'sla') && !says(one, 'soon') && !lists && !says(one, 'policy', 'contract', 'pays') && namesOf(one, 'customer').length === 0)
    return unknown(one).length === 0 ? plan('sla.report', args) : null;
  if (
    says(one, 'kept') &&
    says(one, 'how', 'how_many', 'did', 'sla', 'stats', 'speed') &&
    !lists &&
    unknown(one).length === 0 &&
    namesOf(one, 'customer').length === 0 &&
    !says(one, 'soon')
  )
    return plan('sla.report', args);
  if (says(one, 'breached') && one.period !== null && !namesTickets(one) && !says(one, 'how_many', 'my') && !named)
    return unknown(one).length === 0 ? plan('sla.report', args) : null;
  if (says(one, 'trend') && !named && !says(one, 'most', 'per')) return unknown(one).length === 0 ? plan('tickets.trend', args) : null;
  if (says(one, 'speed') && !named && !says(one, 'article') && !says(one, 'urgent', 'late'))
    return unknown(one).length === 0 ? plan('helpdesk.stats', args) : null;
  if (!says(one, 'stats') || named || says(one, 'contract', 'mail', 'calendar')) return null;
  take(one, 'stats', 'sla', 'how_is', 'problems', 'before', 'day', 'week', 'month', 'busy', 'team');
  return only(one) ? plan('helpdesk.stats', args) : null;
};

const mails: Matter = (one) => {
  if (says(one, 'missed', 'notification') && !says(one, 'sla', 'breached', 'speed') && one.ticket === null) {
    return unknown(one).length === 0 && namesOf(one, 'customer').length === 0 && !(namesTickets(one) && says(one, 'late', 'due'))
      ? plan('notifications.list')
      : null;
  }
  if (says(one, 'parked', 'blocked') && !says(one, 'waiting', 'unassigned')) {
    const op = says(one, 'blocked') ? 'senders.blocked' : 'mails.parked';
    take(one, 'parked', 'blocked', 'mail', 'failed', 'contact', 'customer');
    return only(one) ? plan(op) : null;
  }
  if (
    !says(one, 'mail') ||
    !says(one, 'failed', 'doubt', 'queued', 'sent', 'problems') ||
    namesOf(one, 'customer').length > 0 ||
    one.ticket !== null ||
    (says(one, 'arrived') && !says(one, 'failed', 'doubt'))
  )
    return null;
  const which = says(one, 'doubt') ? 'uncertain' : says(one, 'failed', 'problems') ? 'failed' : says(one, 'queued') ? 'queued' : 'sent';
  take(one, 'mail', 'failed', 'doubt', 'queued', 'sent', 'waiting', 'today', 'answered', 'untouched', 'breached');
  return only(one) ? plan('deliveries.list', { which }) : null;
};

const desks: readonly (readonly [Concept, string])[] = [
  ['policy', 'policies.list'],
  ['macro', 'macro.list'],
  ['quick_reply', 'quick.list'],
  ['template', 'template.list'],
  ['view', 'views.list'],
  ['rule', 'rules.list'],
  ['field', 'fields.list'],
  ['tag', 'tags.list'],
];

const lists: Matter = (one) => {
  if (
    says(one, 'calendar', 'holiday') &&
    one.ticket === null &&
    !namesTickets(one) &&
    unknown(one).length === 0 &&
    !says(one, 'worktime', 'how_many', 'late') &&
    namesOf(one, 'customer').length === 0
  )
    return plan('calendars.list');
  const found = desks.find(([concept]) => says(one, concept));
  if (found === undefined) return null;
  take(one, found[0], 'sla', 'template', 'quick_reply');
  if (!says(one, 'which', 'what', 'show', 'exists', 'all')) return null;
  return only(one) ? plan(found[1]) : null;
};

const all: readonly Matter[] = [customerMatter, onCall, mails, timeSheet, nextSteps, lists, teams, away, figures];

/** The first of these that the question is, or null. */
export function otherMatter(sentence: Sentence): Plan | null {
  for (const matter of all) {
    const found = matter(copyOf(sentence));
    if (found !== null) return found;
  }
  return null;
}
