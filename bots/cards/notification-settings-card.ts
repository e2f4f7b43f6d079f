import { mailDefaults } from '../../domain/notifications/notification.rules.ts';
import { type NotificationPreferences, notificationKinds } from '../../domain/notifications/notifications.types.ts';
import type { Card } from './card.types.ts';
import { makeCard } from './make-card.rules.ts';
import { choiceWords, clockText, daysText, kindName } from './notification-words.rules.ts';
import { action, bold, field, muted, plain } from './spans.rules.ts';

/** What a person is mailed and when. The console shows everything whatever stands here. */
export function notificationSettingsCard(preferences: NotificationPreferences, timeZone: string, said: string | null): Card {
  const { quietFrom, quietTo, days, digestAt, kinds } = preferences;
  const quiet = quietFrom === null || quietTo === null ? 'none' : `${clockText(quietFrom)}–${clockText(quietTo)}`;
  return makeCard('notification_settings', [bold('What you are mailed')], {
    notices: said === null ? [] : [{ level: 'success', text: said }],
    fields: [
      field('Quiet hours', `${quiet} (${timeZone})`),
      field('Days with mail', daysText(days)),
      field('Digest', `at ${clockText(digestAt)}`),
      ...notificationKinds.map((kind) => {
        const chosen = kinds[kind];
        return field(kindName(kind), [
          { text: choiceWords[chosen ?? mailDefaults[kind].direct] },
          muted(chosen === undefined ? ` (default; ${kind})` : ` (${kind})`),
        ]);
      }),
    ],
    text: [
      plain(
        'The console shows everything at once. Change it, for example: notify sla_warning digest · notify digest at 17:30 · quiet 19:00-07:00',
      ),
    ],
    actions: [
      ...(quietFrom === null ? [] : [action('No quiet hours', 'notify.quiet', { off: true })]),
      action('Notifications', 'notifications.list', {}),
    ],
  });
}
