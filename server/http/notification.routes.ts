import { z } from 'zod';
import { noticeText } from '../../bots/cards/notification-words.rules.ts';
import { parseInput } from '../../domain/input.rules.ts';
import { countUnread } from '../../domain/notifications/count-unread.ts';
import { listNotifications } from '../../domain/notifications/list-notifications.ts';
import { markRead } from '../../domain/notifications/mark-read.ts';
import { actorOf } from './session.routes.ts';
import type { StaffCall, WebDeps } from './web.types.ts';

type Deps = Pick<WebDeps, 'withTenant'>;
const pageSize = 30;
const listQuery = z.object({ after: z.uuid().optional() });
const readBody = z.strictObject({ notification: z.uuid().optional() });

/** The signed-in person's own notices, newest first, in words; `?after=` gives those older than that one. */
export function showNotifications(deps: Deps) {
  return async ({ request, response, user }: StaffCall): Promise<void> => {
    const { after } = parseInput(listQuery, request.query);
    const wish = { unreadOnly: false, after: after ?? null, limit: pageSize };
    const page = await deps.withTenant(user.tenantId, actorOf(user), (uow) => listNotifications(uow, user.userId, wish));
    const notifications = page.notifications.map(({ id, kind, facts, ticket, subject, at, isRead }) => ({
      id,
      kind,
      text: noticeText(kind, facts),
      ticket,
      subject,
      at,
      isRead,
    }));
    response.json({ ...page, notifications });
  };
}

/** How many of them are unread: what the page asks for again and again. */
export function showUnread(deps: Deps) {
  return async ({ response, user }: StaffCall): Promise<void> => {
    response.json({ unread: await deps.withTenant(user.tenantId, actorOf(user), (uow) => countUnread(uow, user.userId)) });
  };
}

/** Marks one notice, or all, as read; answers with what is left. */
export function readNotifications(deps: Deps) {
  return async ({ request, response, user }: StaffCall): Promise<void> => {
    const { notification } = parseInput(readBody, request.body ?? {});
    const unread = await deps.withTenant(user.tenantId, actorOf(user), async (uow) => {
      await markRead(uow, user.userId, notification === undefined ? 'all' : { id: notification });
      return countUnread(uow, user.userId);
    });
    response.json({ unread });
  };
}
