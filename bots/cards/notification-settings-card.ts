import { mailDefaults } from '../../domain/notifications/notification.rules.ts';
import { type NotificationPreferences, notificationKinds } from '../../domain/notifications/notifications.types.ts';
import type { Card } from './card.types.ts';
import { makeCard } from './make-card.rules.ts';
import { choiceWords, clockText, daysText, kindName, viaWords } from './notification-words.rules.ts';
import { action, bold, field, muted, plain } from './spans.rules.ts';

/** What a person is told beside the console, where and when. The console shows everything whatever stands here. */
export function notificationSettingsCard(
  preferences: NotificationPreferences,
  { timeZone, isLinked }: { timeZone: string; isLinked: boolean },
  said: string | null,
): Card {
  const { quietFrom, quietTo, days, digestAt, via, morning, kinds } = preferences;
  const quiet = quietFrom === null || quietTo === null ? 'none' : `${clockText(quietFrom)}–${clockText(quietTo)}`;
  return makeCard('notification_settings', [bold('What you are sent')], {
    notices: said === null ? [] : [{ level: 'success', text: said }],
    fields: [
      field('Quiet hours', `${quiet} (${timeZone})`),
      field('Days', daysText(days)),
      field('Where', [{ text: viaWords[via] }, muted(` (${via}; ${isLinked ? 'you are linked' : 'you are linked to no workspace'})`)]),
      field('Digest', `at ${clockText(digestAt)}${isLinked && via !== 'mail' && morning ? ', with your day, in chat' : ''}`),
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
        'The console shows everything at once. Change it, for example: notify sla_warning digest · notify digest at 17:30 · notify via mail · quiet 19:00-07:00',
      ),
    ],
    actions: [
      ...(quietFrom === null ? [] : [action('No quiet hours', 'notify.quiet', { off: true })]),
      action('Notifications', 'notifications.list', {}),
    ],
  });
}
