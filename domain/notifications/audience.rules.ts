import { mainRota } from '../people/on-call.types.ts';
import type { SqlPart } from '../tenancy/sql-part.rules.ts';
import type { AudiencePart, NotificationEvent } from './notifications.types.ts';

/** One `select user_id, reason` for each part of the audience; a part that the ticket has nobody for brings no row. */
export function audienceParts(event: Pick<NotificationEvent, 'ticketId' | 'audience'>, now: Date): SqlPart[] {
  return event.audience.map((part) => partSql(part, event.ticketId, now));
}

function partSql(part: AudiencePart, ticketId: string, now: Date): SqlPart {
  if (part.kind === 'user') return { sql: "select ?::uuid as user_id, 'user' as reason", params: [part.userId] };
  if (part.kind === 'on_call') return { sql: onCallSql, params: [ticketId, now, now] };
  return { sql: ofTicket[part.kind], params: part.kind === 'escalation_person' || part.kind === 'managers' ? [] : [ticketId] };
}

const ofTicket = {
  assignee: "select assignee_id as user_id, 'assignee' as reason from tickets where id = ?",
  watchers: "select user_id, 'watchers' as reason from ticket_watchers where ticket_id = ?",
  team: "select m.user_id, 'team' as reason from tickets k join team_members m on m.team_id = k.team_id where k.id = ?",
  managers: "select id as user_id, 'managers' as reason from staff_users where role in ('manager', 'admin', 'owner') and active",
  escalation_person: "select escalation_user_id as user_id, 'escalation_person' as reason from tenants",
} as const;

// Somebody's turn on the rota that is named like the ticket's team, else on the main rota, else on the first that has one.
const onCallSql = `(select s.user_id, 'on_call' as reason from on_call_shifts s join staff_users u on u.id = s.user_id and u.active
  left join (tickets k join teams m on m.id = k.team_id) on k.id = ?
  where s.starts_at <= ? and s.ends_at > ? order by s.rota is distinct from lower(m.name), s.rota <> '${mainRota}', s.rota limit 1)`;
