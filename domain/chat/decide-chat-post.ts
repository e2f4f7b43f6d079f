import { AppError, notFound } from '../errors.ts';
import type { ChatPostId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { ChatPostKind, ChatPostState } from './chat.types.ts';

/** `again`: it is composed anew from how things stand now, and posted. `leave`: it is there, or need not be. */
export type ChatPostDecision = 'again' | 'leave';

type Row = { id: ChatPostId; kind: ChatPostKind; state: ChatPostState; lastResult: string | null; isConnected: boolean };

/**
 * Settles by a person's word a post that failed or of which nobody knows whether it arrived. `ref` is its id or the last eight letters of it. Throws `not_found`,
 * `conflict` for letters that fit two, and `refused_transition` when there is nothing to decide (any more) or the workspace is not connected.
 */
export async function decideChatPost(
  uow: TenantUnitOfWork,
  ref: string,
  decision: ChatPostDecision,
): Promise<{ id: ChatPostId; kind: ChatPostKind }> {
  const row = await lockPost(uow, ref);
  if (row.state !== 'failed' && row.state !== 'uncertain') {
    throw refused(`post is ${row.state}`, `this post is ${row.state} by now${row.lastResult === null ? '' : ` (${row.lastResult})`}.`);
  }
  if (decision === 'again' && !row.isConnected) {
    throw refused('workspace is not connected', 'its workspace is not connected any more. Connect it first, then post again.');
  }
  const who = uow.actor.kind === 'contact' ? uow.actor.address : uow.actor.name;
  await sqlRun(
    uow,
    decision === 'leave'
      ? "update chat_posts set state = 'cancelled', settled_at = ?, last_result = ? where id = ?"
      : `update chat_posts set state = 'queued', attempts = 0, failures = 0, settled_at = null, next_attempt_at = ?, last_result = ?, first_queued_at = ?
         where id = ?`,
    decision === 'leave'
      ? [uow.now, `Left: decided by ${who}.`, row.id]
      : [uow.now, `To be posted again: decided by ${who}.`, uow.now, row.id],
  );
  if (decision === 'again') uow.wake('post');
  return { id: row.id, kind: row.kind };
}

async function lockPost(uow: TenantUnitOfWork, ref: string): Promise<Row> {
  const letters = ref.toLowerCase().replace(/^p-/, '');
  const rows = await sqlRows<Row>(
    uow,
    `select p.id, p.kind, p.state, p.last_result as "lastResult", i.state = 'active' as "isConnected"
     from chat_posts p join chat_installations i on i.id = p.installation_id
     where p.id::text = ? or (p.state in ('failed', 'uncertain') and right(p.id::text, 8) = ?) limit 2 for update of p`,
    [letters, letters],
  );
  const [row] = rows;
  if (row === undefined) throw notFound('post to decide', ref);
  if (rows.length === 1) return row;
  throw new AppError('conflict', {
    message: 'short post name is ambiguous',
    userMessage: `Two posts end in ${ref}. Use the buttons of the list.`,
  });
}

function refused(message: string, why: string): AppError {
  return new AppError('refused_transition', { message, userMessage: `Nothing was changed: ${why}` });
}
