import type { ChannelLine } from '../../domain/chat/list-channels.ts';
import type { Card, CardAction, Json, Notice } from './card.types.ts';
import { listCard } from './list-card.ts';
import { makeCard } from './make-card.rules.ts';
import { action, bold, field, muted, oneLine, plain, row } from './spans.rules.ts';

type Switch = 'feed' | 'alerts' | 'capture' | 'reactions';

const switchWords: [Switch, string, string][] = [
  ['feed', 'Cards of new tickets', 'cards'],
  ['alerts', 'Deadlines and escalations', 'alerts'],
  ['capture', 'Messages become tickets', 'capture'],
  ['reactions', 'Reactions as triage', 'reactions'],
];

/** What one channel is used for, with a switch for each. */
export function channelCard(channel: ChannelLine, said: string | null): Card {
  return makeCard('list', [bold(channelName(channel)), muted(` ${oneLine(channel.workspace, 60)} · ${channel.externalId}`)], {
    notices: [...(said === null ? [] : [{ level: 'success' as const, text: said }]), ...warnings(channel)],
    fields: [
      ...switchWords.map(([key, words]) => field(words, `${channel[key] ? 'on' : 'off'}${key === 'capture' ? captureWords(channel) : ''}`)),
      field('Team', channel.team === null ? 'of every team' : channel.team),
      field('Customer of what is captured', channel.customer ?? 'found by the writer'),
    ],
    actions: switchWords.flatMap(([key, , short]) => switchAction(channel, key, short)),
  });
}

/** Every known channel, used ones first. */
export function channelListCard(channels: readonly ChannelLine[]): Card {
  return listCard(
    'Channels',
    channels.map((channel) =>
      row(
        [bold(channelName(channel)), muted(` ${oneLine(channel.workspace, 60)} · ${channel.externalId}`)],
        [plain(usedFor(channel))],
        [action('Show', 'chat.channel', placeOf(channel))],
      ),
    ),
    { empty: 'No channel is used yet. Say inside a channel: /desk channel alerts on. Or here, with its ID: channel C0123ABC alerts on' },
  );
}

function usedFor(channel: ChannelLine): string {
  const on = switchWords.filter(([key]) => channel[key]).map(([, , short]) => short);
  const facts = [on.length === 0 ? 'used for nothing' : on.join(', '), channel.team, channel.customer];
  return [...facts.filter((fact) => fact !== null), ...(channel.isShared ? ['shared with other companies'] : [])].join(' · ');
}

function captureWords({ capture, captureMinutes, optOut }: ChannelLine): string {
  return capture
    ? ` (one person’s messages within ${captureMinutes} min are one ticket; ${oneLine(optOut, 40)} at the start opens none)`
    : '';
}

function warnings({ isShared, capture }: ChannelLine): Notice[] {
  if (!isShared) return [];
  const text = capture
    ? 'People of other companies are in this channel: what they write becomes tickets too, and they read what the app answers here.'
    : 'People of other companies are in this channel: cards of new tickets and alerts never come here.';
  return [{ level: 'warning', text }];
}

function switchAction(channel: ChannelLine, key: Switch, short: string): CardAction[] {
  if (channel.isShared && !channel[key] && (key === 'feed' || key === 'alerts')) return [];
  const label = `${channel[key] ? 'No' : 'Turn on'} ${short}`;
  return [action(label, 'chat.channel_set', { ...placeOf(channel), [key]: !channel[key] })];
}

function placeOf({ externalId, installationId }: ChannelLine): Record<string, Json> {
  return { channel: externalId, workspace: installationId };
}

function channelName({ name, externalId }: ChannelLine): string {
  return name === '' ? externalId : `#${oneLine(name, 80)}`;
}
