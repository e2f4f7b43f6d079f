import type { Random } from '../../domain/seeded.rules.ts';
import { between, pick } from './random.rules.ts';

/** A workspace of the storm: one company, its linked member of staff, and threads that are bound to tickets. */
export type StormPlace = {
  teamId: string;
  user: string;
  channel: string;
  threads: { rootTs: string; ticket: string }[];
};

/** One thing that happened in Slack. `mark` is the words it leaves on the ticket; `final` what must stand there in the end, null when it was deleted. */
export type StormFact = { place: StormPlace; ticket: string; mark: string; final: string | null; envelopes: StormEnvelope[] };
/** One request of Slack, to be offered until it is answered with 200. */
export type StormEnvelope = { id: string; contentType: string; body: string };

/** So many things that happen: messages in bound threads, some of them edited or deleted, and slash commands that note something. */
export function makeStorm(random: Random, places: StormPlace[], count: number): StormFact[] {
  return Array.from({ length: count }, (_, index) => {
    const place = pick(random, places);
    const thread = pick(random, place.threads);
    const mark = `storm ${index} ${between(random, 100_000, 999_999)}`;
    return random() < 0.2 ? commandFact(place, thread, mark, index) : messageFact(random, place, thread, mark, index);
  });
}

function messageFact(random: Random, place: StormPlace, thread: StormPlace['threads'][number], mark: string, index: number): StormFact {
  const ts = `17700${String(index).padStart(5, '0')}.${String(between(random, 0, 999_999)).padStart(6, '0')}`;
  const message = { type: 'message', user: place.user, text: mark, ts, thread_ts: thread.rootTs, team: place.teamId };
  const first = envelope(place, `Ev${index}A`, { ...message, channel: place.channel, channel_type: 'channel', event_ts: ts });
  const turn = random();
  const base = { place, ticket: thread.ticket, mark };
  if (turn < 0.12) {
    const text = `${mark} edited`;
    const edited = { ...message, text, edited: { user: place.user, ts: `17800${String(index).padStart(5, '0')}.000000` } };
    const change = { type: 'message', subtype: 'message_changed', message: edited, previous_message: message };
    return { ...base, final: text, envelopes: [first, envelope(place, `Ev${index}B`, changed(place, change, index))] };
  }
  if (turn < 0.2) {
    const change = { type: 'message', subtype: 'message_deleted', deleted_ts: ts, previous_message: message };
    return { ...base, final: null, envelopes: [first, envelope(place, `Ev${index}B`, changed(place, change, index))] };
  }
  return { ...base, final: mark, envelopes: [first] };
}

function changed(place: StormPlace, change: Record<string, unknown>, index: number): Record<string, unknown> {
  const ts = `17800${String(index).padStart(5, '0')}.000100`;
  return { ...change, channel: place.channel, channel_type: 'channel', hidden: true, ts, event_ts: ts };
}

function envelope(place: StormPlace, id: string, event: Record<string, unknown>): StormEnvelope {
  const authorization = { enterprise_id: null, team_id: place.teamId, user_id: 'UBOT', is_bot: true, is_enterprise_install: false };
  const body = {
    token: 'unused',
    team_id: place.teamId,
    context_team_id: place.teamId,
    api_app_id: 'A0DESKHAND',
    type: 'event_callback',
    event_id: id,
    event_time: 1_770_000_000,
    is_ext_shared_channel: false,
    authorizations: [authorization],
    event,
  };
  return { id, contentType: 'application/json', body: JSON.stringify(body) };
}

function commandFact(place: StormPlace, thread: StormPlace['threads'][number], mark: string, index: number): StormFact {
  const form = new URLSearchParams({
    token: 'unused',
    team_id: place.teamId,
    team_domain: 'storm',
    channel_id: place.channel,
    channel_name: 'storm',
    user_id: place.user,
    user_name: 'storm',
    command: '/desk',
    text: `note ${thread.ticket} ${mark}`,
    api_app_id: 'A0DESKHAND',
    is_enterprise_install: 'false',
    trigger_id: `${index}.1.storm`,
  });
  const one = { id: `Cmd${index}`, contentType: 'application/x-www-form-urlencoded', body: form.toString() };
  return { place, ticket: thread.ticket, mark, final: mark, envelopes: [one] };
}

/**
 * The deliveries of the facts: each envelope one to four times, later ones before earlier ones within a window. Slack promises no order and repeats what was not
 * answered in time.
 */
export function shuffleDeliveries(random: Random, facts: StormFact[], window: number): StormEnvelope[] {
  const deliveries = facts.flatMap((fact) =>
    fact.envelopes.flatMap((one) => Array.from({ length: random() < 0.4 ? between(random, 2, 4) : 1 }, () => one)),
  );
  return deliveries
    .map((one, index) => ({ one, at: index + random() * window }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ one }) => one);
}
