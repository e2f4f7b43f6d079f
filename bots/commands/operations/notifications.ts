import { z } from 'zod';
import { findChatIdentities } from '../../../domain/chat/find-chat-identities.ts';
import { listNotifications as findPage } from '../../../domain/notifications/list-notifications.ts';
import { loadPreferences } from '../../../domain/notifications/load-preferences.ts';
import { markRead } from '../../../domain/notifications/mark-read.ts';
import {
  mailChoices,
  type NotificationPreferences,
  notificationKinds,
  notificationVias,
} from '../../../domain/notifications/notifications.types.ts';
import { setPreferences } from '../../../domain/notifications/set-preferences.ts';
import type { Card } from '../../cards/card.types.ts';
import { makeCard } from '../../cards/make-card.rules.ts';
import { notificationListCard } from '../../cards/notification-list-card.ts';
import { notificationSettingsCard } from '../../cards/notification-settings-card.ts';
import { choiceWords, clockText, daysText, kindName, viaWords } from '../../cards/notification-words.rules.ts';
import { action, bold } from '../../cards/spans.rules.ts';
import { uuid } from '../arguments.rules.ts';
import { defineDeed, type OperationContext } from '../operation.ts';

const noticesShown = 5;
const minutes = z.int().min(0, 'must be a time of day').max(1439, 'must be a time of day');

export const listNotifications = defineDeed({
  summary: 'List what you were told, unread first',
  examples: ['notifications', 'notifications all', 'unread'],
  schema: z.strictObject({ which: z.enum(['unread', 'all']).default('unread'), after: uuid.optional() }),
  run: async (ctx, { which, after }) => {
    const wish = { unreadOnly: which === 'unread', after: after ?? null, limit: noticesShown };
    return notificationListCard(await findPage(ctx.uow, ctx.asker.userId, wish), { which, reader: ctx.reader });
  },
});

export const readNotifications = defineDeed({
  summary: 'Mark your notifications as read',
  examples: ['mark all read', 'read all'],
  schema: z.strictObject({ notification: uuid.optional() }),
  run: async (ctx, { notification }) => {
    const count = await markRead(ctx.uow, ctx.asker.userId, notification === undefined ? 'all' : { id: notification });
    const text = count === 0 ? 'It was read already.' : `${count} marked as read.`;
    return makeCard('done', [bold('Notifications')], {
      notices: [{ level: 'success', text: notification === undefined && count === 0 ? 'There was nothing unread.' : text }],
      actions: [action('Notifications', 'notifications.list', {})],
    });
  },
});

export const showNotifySettings = defineDeed({
  summary: 'Show what you are told beside the console, where and when',
  examples: ['notify settings', 'notify'],
  schema: z.strictObject({}),
  run: async (ctx) => settingsCard(ctx, await loadPreferences(ctx.uow, ctx.asker.userId), null),
});

export const setNotifyKind = defineDeed({
  summary: 'Choose how one kind of notice is sent to you',
  examples: ['notify sla_warning digest', 'notify customer replied at once', 'notify escalated urgent', 'notify note_added default'],
  schema: z.strictObject({
    kind: z.enum(notificationKinds, `must be one of ${notificationKinds.join(', ')}`),
    choice: z.enum([...mailChoices, 'default']),
  }),
  run: async (ctx, { kind, choice }) => {
    const wanted = choice === 'default' ? null : choice;
    const after = await setPreferences(ctx.uow, ctx.asker.userId, { kind: { name: kind, choice: wanted } });
    return settingsCard(ctx, after, `${kindName(kind)}: ${wanted === null ? 'by default again' : choiceWords[wanted]}.`);
  },
});

export const setNotifyDigest = defineDeed({
  summary: 'Choose when your digest comes, and whether your day comes with it in chat',
  examples: ['notify digest at 17:30', 'notify digest off', 'notify digest on'],
  schema: z.strictObject({ at: minutes.optional(), on: z.boolean().optional() }),
  run: async (ctx, { at, on }) => {
    const after = await setPreferences(ctx.uow, ctx.asker.userId, {
      ...(at === undefined ? {} : { digestAt: at }),
      ...(on === undefined ? {} : { morning: on }),
    });
    const text = on === false ? `What is collected for you still comes, at ${clockText(after.digestAt)}; your day in chat does not.` : '';
    return settingsCard(ctx, after, text === '' ? `Your digest comes at ${clockText(after.digestAt)}.` : text);
  },
});

export const setNotifyVia = defineDeed({
  summary: 'Choose whether notices come in chat, by mail or both',
  examples: ['notify via chat', 'notify via mail', 'notify via both', 'notify via auto'],
  schema: z.strictObject({ via: z.enum(notificationVias) }),
  run: async (ctx, { via }) => {
    const after = await setPreferences(ctx.uow, ctx.asker.userId, { via });
    return settingsCard(ctx, after, `${viaWords[via]}.`);
  },
});

export const setQuietHours = defineDeed({
  summary: 'Set the hours and days in which you get no mail and no chat message',
  examples: ['quiet 19:00-07:00', 'quiet 18-8 mon-fri', 'quiet off'],
  schema: z.strictObject({
    from: minutes.optional(),
    to: minutes.optional(),
    days: z.array(z.int().min(0).max(6)).min(1).max(7).optional(),
    off: z.boolean().default(false),
  }),
  run: async (ctx, { from, to, days, off }) => {
    const quiet = off ? null : from === undefined || to === undefined ? undefined : { from, to };
    const wantedDays = off ? [0, 1, 2, 3, 4, 5, 6] : days;
    const after = await setPreferences(ctx.uow, ctx.asker.userId, {
      ...(quiet === undefined ? {} : { quiet }),
      ...(wantedDays === undefined ? {} : { days: wantedDays }),
    });
    return settingsCard(ctx, after, quietText(after));
  },
});

function quietText({ quietFrom, quietTo, days }: NotificationPreferences): string {
  const hours = quietFrom === null || quietTo === null ? 'No quiet hours' : `Quiet from ${clockText(quietFrom)} to ${clockText(quietTo)}`;
  return `${hours}; mail and chat messages come ${days.length === 7 ? 'every day' : `on ${daysText(days)}`}. What is urgent comes all the same.`;
}

async function settingsCard(ctx: OperationContext, preferences: NotificationPreferences, said: string | null): Promise<Card> {
  const isLinked = (await findChatIdentities(ctx.uow, ctx.asker.userId)).length > 0;
  return notificationSettingsCard(preferences, { timeZone: ctx.asker.timeZone, isLinked }, said);
}
