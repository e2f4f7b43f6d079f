import { z } from 'zod';
import { AppError } from '../errors.ts';
import type { TicketId } from '../ids.types.ts';
import { parseInput } from '../input.rules.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { lockTicket } from './lock-ticket.ts';
import { recordEvent } from './record-event.ts';
import { mostTags, tagList } from './tag.rules.ts';
import { wakeTicket } from './wake-ticket.ts';

const changeSchema = z.object({ add: tagList, remove: tagList });

/** Tags to put on and to take off; what is put on wins. */
export type TagChange = { add?: string[]; remove?: string[] };
/** `added` and `removed` are what really changed. */
export type Tagged = { number: string; tags: string[]; added: string[]; removed: string[]; version: number };

/**
 * Puts tags on a ticket and takes others off: normalised, without doubles, in the order they were put on. What changes nothing is not logged. Throws
 * `invalid_input` for what is no tag and for more than thirty, `conflict` when the ticket is not at `seenVersion` any more, `not_found`.
 */
export async function tagTicket(
  uow: TenantUnitOfWork,
  id: TicketId,
  change: TagChange,
  seenVersion: number | null = null,
): Promise<Tagged> {
  const { add, remove } = parseInput(changeSchema, { add: change.add ?? [], remove: change.remove ?? [] });
  const ticket = await lockTicket(uow, id, seenVersion);
  const [row] = await sqlRows<{ tags: string[] }>(uow, 'select to_jsonb(tags) as tags from tickets where id = ?', [id]);
  const before = row?.tags ?? [];
  const kept = before.filter((tag) => !remove.includes(tag) || add.includes(tag));
  const tags = [...new Set([...kept, ...add])];
  const added = tags.filter((tag) => !before.includes(tag));
  const removed = before.filter((tag) => !tags.includes(tag));
  const { number, version } = ticket;
  if (added.length + removed.length === 0) return { number, tags, added, removed, version };
  if (tags.length > mostTags) throw tooMany(number);
  await sqlRun(
    uow,
    `update tickets set tags = array(select x.tag from jsonb_array_elements_text(?::jsonb) with ordinality as x (tag, turn) order by x.turn),
       updated_at = ?, version = version + 1 where id = ?`,
    [JSON.stringify(tags), uow.now, id],
  );
  await recordEvent(uow, id, 'tags_changed', { added, removed });
  await wakeTicket(uow, id);
  return { number, tags, added, removed, version: version + 1 };
}

function tooMany(number: string): AppError {
  return new AppError('invalid_input', {
    message: 'too many tags',
    userMessage: `${number} would have more than ${mostTags} tags. Nothing was changed: take some off first.`,
  });
}
