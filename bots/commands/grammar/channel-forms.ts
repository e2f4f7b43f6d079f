import type { Json } from '../../cards/card.types.ts';
import type { Cursor } from '../cursor.ts';
import { type CommandForm, call, half, type Reading } from './form.ts';

const example = 'channel C0123ABC alerts on';
const switches = ['feed', 'alerts', 'capture', 'reactions'] as const;

/** What channels of connected workspaces are used for. */
export const channelForms: readonly CommandForm[] = [
  {
    words: ['channels', 'chat channels', 'list channels'],
    op: 'chat.channels',
    usage: 'channels',
    read: (cursor) => (cursor.isAtEnd ? call('chat.channels', {}) : half('To see one channel write, for example: channel C0123ABC')),
  },
  {
    words: ['channel'],
    op: 'chat.channel',
    usage:
      'channel ID [in WORKSPACE] [feed | alerts | capture | reactions on | off] [capture minutes 5] [opt-out EMOJI] [team NAME | none] [customer NAME | none]',
    hint: 'The ID stands in the channel’s details in Slack; said inside the channel it may be left out.',
    read: readChannel,
  },
];

function readChannel(cursor: Cursor): Reading {
  const channel = takeChannel(cursor);
  if (channel === null) return half(`Which channel? Write its ID, for example: ${example}`);
  const said = cursor.rest().trim();
  const workspace = /^in\s+("[^"]+"|“[^”]+”|\S+)(?:\s+|$)/i.exec(said);
  const place = { channel, ...(workspace === null ? {} : { workspace: unquoted(workspace[1] ?? '') }) };
  const change = said.slice(workspace?.[0].length ?? 0).trim();
  return change === '' ? call('chat.channel', place) : readChange(place, change);
}

/** `C0123ABC`, `#name`, or as Slack writes a channel that was picked: `<#C0123ABC|name>`. */
function takeChannel(cursor: Cursor): string | null {
  const picked = cursor.match(/^<#([CG][A-Z0-9]{2,20})(?:\|[^>]*)?>$/);
  if (picked !== null) return picked[1] ?? null;
  return cursor.match(/^(?:[CG][A-Z0-9]{6,20}|#[^\s<>]{1,80})$/)?.[0] ?? null;
}

function readChange(place: Record<string, Json>, change: string): Reading {
  const [, what = '', rest = ''] = /^(\S+)\s*(.*)$/s.exec(change) ?? [];
  const key = what.toLowerCase().replace(/:$/, '');
  const value = unquoted(rest);
  const set = (args: Record<string, Json>): Reading => call('chat.channel_set', { ...place, ...args });
  const minutes = /^(?:minutes?|window)\s+(\d{1,3})(?:\s*(?:m|min|minutes?))?$/i.exec(value);
  if (key === 'capture' && minutes !== null) return set({ captureMinutes: Number(minutes[1]) });
  if (isSwitch(key)) {
    if (/^(on|off)$/i.test(value)) return set({ [key]: value.toLowerCase() === 'on' });
    return half(`On or off? For example: channel ${place.channel} ${key} on`);
  }
  if (/^opt-?out$/.test(key) && value !== '') return set({ optOut: value });
  if ((key === 'team' || key === 'customer') && value !== '') return set({ [key]: value });
  return half(
    `What about the channel: feed, alerts, capture, capture minutes, reactions, opt-out, team or customer? For example: ${example}`,
  );
}

function isSwitch(key: string): key is (typeof switches)[number] {
  return (switches as readonly string[]).includes(key);
}

function unquoted(text: string): string {
  return /^["“„«].*["”“»]$/s.test(text.trim()) ? text.trim().slice(1, -1).trim() : text.trim();
}
