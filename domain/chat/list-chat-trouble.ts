import type { ChatInboxId, ChatPostId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { ChatPostKind, InboxKind } from './chat.types.ts';

/** What a chat needs a person for. `post`: it did not go out, or nobody knows; `item`: something came in and could not be handled. `ref` is its short name. */
export type ChatTrouble = { ref: string; workspace: string; at: Date; attempts: number; reason: string | null } & (
  | { what: 'post'; id: ChatPostId; kind: ChatPostKind; state: 'failed' | 'uncertain'; ticket: string | null }
  | { what: 'item'; id: ChatInboxId; kind: InboxKind; state: 'parked'; ticket: null }
);

/** Where a page ended. */
export type TroubleCursor = { at: string; id: string };

/** Newest first. `uncertain` and `parked` count what waits for a decision, whatever the page shows. */
export type TroublePage = { lines: ChatTrouble[]; uncertain: number; parked: number; next: TroubleCursor | null };

/** Failed posts leave the list by themselves after this many days. */
const failedDays = 14;

/** A page of posts that failed or are uncertain, and of what came in and was parked. */
export async function listChatTrouble(
  uow: TenantUnitOfWork,
  options: { limit: number; after: TroubleCursor | null },
): Promise<TroublePage> {
  const { limit, after } = options;
  const past = after === null ? '' : 'and (x.settled_at, x.id) < (?::timestamptz, ?::uuid)';
  const place = after === null ? [] : [after.at, after.id];
  const shown = (
    what: string,
    id: string,
  ): string => `'${what}' as what, x.id, right(x.id::text, 8) as ref, i.name as workspace, x.settled_at as at,
    x.settled_at::text as cursor, x.attempts, x.kind, x.state, ${id}`;
  const rows = await sqlRows<ChatTrouble & { cursor: string }>(
    uow,
    `(select ${shown('post', 'x.last_result as reason, t.number as ticket')}
      from chat_posts x join chat_installations i on i.id = x.installation_id
        left join chat_threads c on c.id = x.thread_id left join tickets t on t.id = c.ticket_id
      where (x.state = 'uncertain' or (x.state = 'failed' and x.settled_at > ?)) ${past} order by x.settled_at desc, x.id desc limit ?)
     union all
     (select ${shown('item', 'x.result as reason, null as ticket')}
      from chat_inbox x join chat_installations i on i.id = x.installation_id
      where x.state = 'parked' ${past} order by x.settled_at desc, x.id desc limit ?)
     order by at desc, id desc limit ?`,
    [new Date(uow.now.getTime() - failedDays * 86_400_000), ...place, limit + 1, ...place, limit + 1, limit + 1],
  );
  const [counted] = await sqlRows<{ uncertain: number; parked: number }>(
    uow,
    `select (select count(*)::integer from chat_posts where state = 'uncertain') as uncertain,
       (select count(*)::integer from chat_inbox where state = 'parked') as parked`,
  );
  const last = rows[limit - 1];
  return {
    lines: rows.slice(0, limit).map(({ cursor: _cursor, ...line }) => ({ ...line, at: new Date(line.at) })),
    uncertain: counted?.uncertain ?? 0,
    parked: counted?.parked ?? 0,
    next: rows.length > limit && last !== undefined ? { at: last.cursor, id: last.id } : null,
  };
}
