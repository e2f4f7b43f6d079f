import type { Evidence, FoundRisk, IssueClass, RiskKind } from '../../../domain/ai-runs/results.types.ts';
import { findPhrases, type Hit } from '../../keyless/find-phrases.rules.ts';
import { type RiskTopic, riskTopics } from '../../keyless/risk-words.rules.ts';
import { evidenceOf } from './read-refs.rules.ts';
import type { MaterialMessage, TicketMaterial } from './ticket-material.types.ts';

/** What rules see in the words of the customers: each topic with the sentences that show it, the newest first. */
export type Seen = { topics: Map<RiskTopic, Evidence[]>; phrases: Hit[]; asks: Evidence[] };

const soonMs = 3_600_000;
const mostEvidence = 2;
const trouble =
  /\b(?:not|t|no|won|stopped|cannot|is|are|down|offline|broken|slow|outage|disconnects|nicht|kein\p{L}*|gestört|störung\p{L}*|langsam|ausfall|bricht)\b/u;
/** Enough to see what a conversation is about; the rest is the same again. */
const mostText = 20_000;

/** Reads the messages of customers; the words of our own side are no sign of danger. */
export function lookAt(material: TicketMaterial): Seen {
  const seen: Seen = { topics: new Map(), phrases: [], asks: [] };
  const theirs = material.messages.filter((message) => message.by === 'customer').reverse();
  for (const message of theirs) {
    for (const sentence of message.sentences) {
      const evidence = evidenceOf(message, sentence);
      for (const topic of riskTopics(evidence.quote)) {
        const known = seen.topics.get(topic) ?? [];
        if (known.length < mostEvidence) seen.topics.set(topic, [...known, evidence]);
      }
      if (evidence.quote.trimEnd().endsWith('?')) seen.asks.push(evidence);
    }
  }
  const text = `${material.ticket.subject}\n${theirs.map((message) => message.text).join('\n')}`.slice(0, mostText);
  return { ...seen, phrases: findPhrases(text, material.ticket.language) };
}

/** The newest message, when it is the customer's: then they wait for an answer. */
export function waitingMessage({ messages }: TicketMaterial): MaterialMessage | null {
  const spoken = messages.filter((message) => message.by !== 'system');
  const newest = spoken.at(-1);
  return newest?.by === 'customer' ? newest : null;
}

/** Risks by the clock, by how often the ticket came back and by words; each with what shows it. */
export function judgeRisks(material: TicketMaterial, seen: Seen): FoundRisk[] {
  const { ticket, now } = material;
  const risks: FoundRisk[] = [];
  const add = (kind: RiskKind, because: string, evidence: Evidence[] = []): void => {
    if (because !== '' || evidence.length > 0) risks.push({ kind, because, evidence });
  };
  const over = ticket.nextDueAt !== null && ticket.nextDueAt <= now;
  const soon = ticket.nextDueAt !== null && !over && ticket.nextDueAt.getTime() - now.getTime() < soonMs;
  add('sla', ticket.breached || over ? 'A promised time was missed.' : soon ? 'A promised time ends within the hour.' : '');
  const again = seen.topics.get('again') ?? [];
  if (ticket.reopened > 0 || again.length > 0)
    add(
      'repeat_issue',
      ticket.reopened === 0 ? '' : `The ticket was reopened ${ticket.reopened === 1 ? 'once' : `${ticket.reopened} times`}.`,
      again,
    );
  add('churn', '', seen.topics.get('churn'));
  for (const kind of ['data_loss', 'security', 'payment', 'safety'] as const) add(kind, '', seen.topics.get(kind));
  const complains = seen.topics.get('complaint') ?? [];
  if (complains.length > 0) add('escalation', '', complains);
  else if (ticket.priority === 'urgent' && !ticket.hasAssignee) add('escalation', 'It is urgent and nobody has it.');
  return risks;
}

/** What kind of issue it is, by the same words; what weighs most comes first. */
export function judgeIssue(material: TicketMaterial, seen: Seen): IssueClass {
  const has = (topic: Hit['topic']): boolean => seen.phrases.some((hit) => hit.topic === topic);
  if (seen.topics.has('security')) return 'security';
  if (has('urgent') && has('technical')) return 'outage';
  if (seen.topics.has('data_loss') || seen.topics.has('safety')) return 'fault';
  if (seen.topics.has('churn') || seen.topics.has('complaint')) return 'complaint';
  if (has('billing') && !has('technical')) return 'billing';
  if ((seen.topics.has('wants') || has('quote')) && !speaksOfTrouble(seen.phrases)) return 'request';
  if (has('technical') || has('bug')) return 'fault';
  if (has('quote') || has('feature_request')) return 'request';
  if (seen.topics.has('project')) return 'project';
  if (seen.asks.length > 0 || has('lookup')) return 'question';
  return material.ticket.type === 'billing' ? 'billing' : has('support') ? 'request' : 'other';
}

/** A device that is only named is no trouble; "no connection", "down" and "broken" are. */
function speaksOfTrouble(phrases: readonly Hit[]): boolean {
  return phrases.some(
    ({ topic, phrase }) => topic === 'bug' || topic === 'high' || topic === 'urgent' || (topic === 'technical' && trouble.test(phrase)),
  );
}
