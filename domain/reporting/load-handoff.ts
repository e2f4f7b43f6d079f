import { listDeliveries } from '../deliveries/list-deliveries.ts';
import { listParkedMails } from '../mailboxes/list-parked-mails.ts';
import { mainRota, type ShiftLine } from '../people/on-call.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { SqlPart } from '../tenancy/sql-part.rules.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { type Attention, attention, attentionShown } from './attention.ts';

/** Facts for whoever is on call from now on. `team` names the team they are about, null: everybody's. */
export type Handoff = {
  rota: string;
  team: string | null;
  since: Date;
  until: Date;
  urgent: Attention;
  breached: Attention;
  due: Attention;
  changed: Attention;
  waking: Attention;
  uncertain: { total: number; lines: { ticket: string | null; subject: string }[] };
  /** Mails that came in and wait for a person, newest first. */
  parked: { total: number; lines: { subject: string | null; from: string | null; reason: string | null }[] };
};

/** Reports about mails of ours stand among the parked ones and ask for nothing: a few more are read than shown. */
const parkedRead = 20;
const hourMs = 3_600_000;
/** What is due within so many hours is named; so long is a turn that nobody planned. */
const aheadMs = 12 * hourMs;
const longestMs = 7 * 24 * hourMs;

type Window = Pick<Handoff, 'rota' | 'team' | 'since' | 'until'>;

/**
 * What the next person on call needs to know: open urgent and high tickets, breaches nobody acknowledged, what is due within 12 hours, what changed during the turn
 * before (at most seven days; 12 hours when there was none), what comes back from snooze until this one ends, and mails nobody knows the fate of. A rota named
 * like a team is about that team's tickets. `shift` null: whoever's turn it is now.
 */
export async function loadHandoff(uow: TenantUnitOfWork, wish: { rota: string | null; shift: ShiftLine | null }): Promise<Handoff> {
  const window = await windowOf(uow, wish);
  const within = teamPart(window.team);
  const find = (sql: string, params: unknown[], order: string, more: { over?: boolean; asleep?: boolean } = {}): Promise<Attention> =>
    attention(uow, { where: { sql: `${sql}${within.sql}`, params: [...params, ...within.params] }, order, ...more });
  const soonest = 't.next_due_at nulls last, t.created_at';
  const { deliveries, uncertain } = await listDeliveries(uow, { states: ['uncertain'], limit: attentionShown, after: null });
  const { mails, waiting } = await listParkedMails(uow, { limit: parkedRead, after: null });
  const parked = mails.filter((mail) => mail.state !== 'bounce').slice(0, attentionShown);
  return {
    ...window,
    urgent: await find("t.priority in ('urgent', 'high')", [], `t.priority = 'urgent' desc, ${soonest}`),
    breached: await find(
      "exists (select 1 from sla_alerts a where a.ticket_id = t.id and a.level = 'breach' and a.acknowledged_at is null)",
      [],
      soonest,
    ),
    due: await find('t.next_due_at > ? and t.next_due_at <= ?', [uow.now, new Date(uow.now.getTime() + aheadMs)], soonest),
    changed: await find('t.updated_at >= ?', [window.since], 't.updated_at desc', { over: true, asleep: true }),
    waking: await find('t.snoozed_until > ? and t.snoozed_until <= ?', [uow.now, window.until], 't.snoozed_until', { asleep: true }),
    uncertain: { total: uncertain, lines: deliveries.map(({ ticket, subject }) => ({ ticket, subject })) },
    parked: { total: waiting, lines: parked.map(({ subject, from, reason }) => ({ subject, from, reason })) },
  };
}

function teamPart(team: string | null): SqlPart {
  return team === null ? { sql: '', params: [] } : { sql: ' and t.team_id in (select m.id from teams m where m.name = ?)', params: [team] };
}

async function windowOf(uow: TenantUnitOfWork, { rota, shift }: { rota: string | null; shift: ShiftLine | null }): Promise<Window> {
  const current = shift ?? (await currentShift(uow, rota));
  const name = current?.rota ?? rota?.toLowerCase() ?? mainRota;
  const start = current?.from ?? uow.now;
  const [before] = await sqlRows<{ from: Date }>(
    uow,
    'select starts_at as "from" from on_call_shifts where rota = ? and starts_at < ? order by starts_at desc limit 1',
    [name, start],
  );
  const [team] = await sqlRows<{ name: string }>(uow, 'select name from teams where lower(name) = ? and active', [name]);
  const earliest = uow.now.getTime() - longestMs;
  const since = before === undefined ? Math.min(start.getTime(), uow.now.getTime() - aheadMs) : new Date(before.from).getTime();
  const until = Math.min(current?.until.getTime() ?? uow.now.getTime() + aheadMs, uow.now.getTime() + longestMs);
  return { rota: name, team: team?.name ?? null, since: new Date(Math.max(since, earliest)), until: new Date(until) };
}

async function currentShift(uow: TenantUnitOfWork, rota: string | null): Promise<{ rota: string; from: Date; until: Date } | null> {
  const [row] = await sqlRows<{ rota: string; from: Date; until: Date }>(
    uow,
    `select rota, starts_at as "from", ends_at as "until" from on_call_shifts
     where starts_at <= ? and ends_at > ? and (?::text is null or rota = lower(?::text)) order by rota <> ?, rota limit 1`,
    [uow.now, uow.now, rota, rota, mainRota],
  );
  return row === undefined ? null : { rota: row.rota, from: new Date(row.from), until: new Date(row.until) };
}
