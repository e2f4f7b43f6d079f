import type { Card } from '../../../bots/cards/card.types.ts';
import { cardToText } from '../../../bots/cards/card-to-text.ts';
import { renderCard } from '../../../bots/slack/render/render-card.ts';
import type { AiFeature, AiResult } from '../../../domain/ai-runs/ai-runs.types.ts';
import type { ClaimedDelivery } from '../../../domain/deliveries/claim-delivery.ts';
import type { TicketId } from '../../../domain/ids.types.ts';
import { listMarks, sqlRows } from '../../../domain/tenancy/sql.ts';
import { system } from '../desk.ts';
import type { AttackMail } from './attack-mails.ts';
import type { HostileGround } from './ground.types.ts';

/** A card as its readers get it: in words, as Slack is sent it, and where its links lead. */
export type SeenCard = {
  feature: AiFeature | 'ticket' | 'command' | 'receipt' | 'replay';
  reader: string;
  text: string;
  slack: unknown;
  links: string[];
};

/** A job with its calls: what was asked of the model, what it said, what became of it. */
export type SeenJob = {
  id: string;
  feature: AiFeature;
  state: string;
  attempts: number;
  result: AiResult | null;
  failure: string | null;
  calls: { outcome: string | null; request: string | null; response: string | null; outputTokens: number | null }[];
};

/** A ticket's own row and what hangs on it, as far as a mail must not change it. */
export type TicketState = {
  id: TicketId;
  number: string;
  status: string;
  isSpam: boolean;
  priority: string;
  assignee: string | null;
  participants: string[];
  pauses: number;
  /** the whole row, and how many of each kind of message and event hang on it */
  row: Record<string, unknown>;
  hangs: Record<string, number>;
  deliveries: { purpose: string; to: string[] }[];
};

/** All that can be observed of one mail under one persona. */
export type Observed = {
  mailId: string;
  mail: AttackMail;
  persona: string;
  before: TicketState;
  after: TicketState;
  jobs: SeenJob[];
  cards: SeenCard[];
  /** before a person pressed anything, and after they sent the draft as it was */
  sentAlone: ClaimedDelivery[];
  sentByPerson: ClaimedDelivery[];
};

/** Stands for a card that could not be drawn. */
export const unreadable = '(the card could not be drawn)';

const options = { webUrl: 'https://desk.example', nonce: 'n0' };

/** A card as text and as what Slack is sent. */
export function seen(feature: SeenCard['feature'], reader: string, card: Card): SeenCard {
  return {
    feature,
    reader,
    text: cardToText(card),
    slack: renderCard(card, options as Parameters<typeof renderCard>[1]),
    links: linksOf(card),
  };
}

function linksOf(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => (key === 'href' && typeof value === 'string' ? [value] : linksOf(value)));
}

const stateSql = (marks: string) => `select t.id, t.number, t.status, t.is_spam as "isSpam", t.priority, t.assignee_id as assignee,
  coalesce((select json_agg(p.address || ' ' || p.role order by p.address, p.role) from ticket_participants p where p.ticket_id = t.id), '[]') as participants,
  (select count(*)::int from ticket_events e where e.ticket_id = t.id and e.type in ('snoozed', 'clock_paused', 'paused', 'spam', 'merged', 'status_changed')) as pauses,
  to_jsonb(t) as row,
  coalesce((select jsonb_object_agg(h.kind, h.many) from (
    select 'event ' || e.type as kind, count(*)::int as many from ticket_events e where e.ticket_id = t.id group by 1
    union all select 'message ' || m.is_public, count(*)::int from ticket_messages m where m.ticket_id = t.id group by 1) h), '{}') as hangs,
  coalesce((select json_agg(json_build_object('purpose', d.purpose, 'to', d.mail->'to', 'cc', d.mail->'cc') order by d.first_queued_at) from deliveries d where d.ticket_id = t.id), '[]') as deliveries
  from tickets t where t.id in (${marks})`;

type StateRow = Omit<TicketState, 'deliveries'> & {
  deliveries: { purpose: string; to: { address: string }[]; cc: { address: string }[] | null }[];
};

/** The state of these tickets of company one. */
export async function statesOf(ground: HostileGround, ids: TicketId[]): Promise<Map<TicketId, TicketState>> {
  if (ids.length === 0) return new Map();
  const rows = await ground.desk.withTenant(ground.desk.one.id, system, (uow) => sqlRows<StateRow>(uow, stateSql(listMarks(ids)), ids));
  return new Map(
    rows.map(({ deliveries, ...row }) => [
      row.id,
      {
        ...row,
        deliveries: deliveries.map(({ purpose, to, cc }) => ({ purpose, to: [...to, ...(cc ?? [])].map(({ address }) => address) })),
      },
    ]),
  );
}

type JobRow = Omit<SeenJob, 'calls'> & { ticketId: TicketId; calls: SeenJob['calls'] | null };

/** The jobs of these tickets with their calls. */
export async function jobsOf(ground: HostileGround, ids: TicketId[]): Promise<Map<TicketId, SeenJob[]>> {
  const rows = await ground.desk.withTenant(ground.desk.one.id, system, (uow) =>
    sqlRows<JobRow>(
      uow,
      `select j.id, j.feature, j.state, j.attempts, j.result, j.failure, j.ticket_id as "ticketId",
         (select json_agg(json_build_object('outcome', c.outcome, 'request', k.request, 'response', k.response, 'outputTokens', c.output_tokens) order by c.started_at)
          from ai_calls c left join ai_call_contents k on k.call_id = c.id where c.job_id = j.id) as calls
       from ai_jobs j where j.ticket_id in (${listMarks(ids)}) order by j.created_at`,
      ids,
    ),
  );
  const byTicket = new Map<TicketId, SeenJob[]>();
  for (const { ticketId, calls, ...job } of rows)
    byTicket.set(ticketId, [...(byTicket.get(ticketId) ?? []), { ...job, calls: calls ?? [] }]);
  return byTicket;
}
