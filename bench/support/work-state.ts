import type { Counter } from './desk.ts';

/** What is under way in the product, by the database; each number counts rows. `filing` and `accepting` are transactions open at this moment. */
export type WorkState = {
  fresh: number;
  queued: number;
  sending: number;
  wakeups: number;
  parked: number;
  accepting: number;
  filing: number;
};

const sql = `select
  (select count(*)::int from inbound_mails where state = 'new') as fresh,
  (select count(*)::int from inbound_mails where state = 'failed') as parked,
  (select count(*)::int from deliveries where state = 'queued') as queued,
  (select count(*)::int from deliveries where state = 'sending') as sending,
  (select count(*)::int from ticket_wakeups) as wakeups,
  (select count(*)::int from pg_stat_activity where usename = 'deskhand_app' and xact_start is not null and query ilike '%into inbound_mails%') as accepting,
  (select count(*)::int from pg_stat_activity where usename = 'deskhand_app' and xact_start is not null and query not ilike '%into inbound_mails%') as filing`;

/** Looks once; rejects while the database is away. */
export function readWorkState(counter: Counter): Promise<WorkState> {
  return counter.row<WorkState>(sql);
}

/** Whether every row is settled: no mail new, no delivery to make, no ticket workflow to start or wake. */
export function isSettled(state: WorkState): boolean {
  return state.fresh === 0 && state.queued === 0 && state.sending === 0 && state.wakeups === 0;
}
