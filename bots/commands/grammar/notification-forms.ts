import { type NotificationKind, notificationKinds } from '../../../domain/notifications/notifications.types.ts';
import type { Cursor } from '../cursor.ts';
import { type CommandForm, call, half, type Reading } from './form.ts';

const dayNumbers: Record<string, number> = { sun: 0, mon: 1, tue: 2, wed: 3, thu: 4, fri: 5, sat: 6 };
const choices: Record<string, string> = {
  off: 'off',
  never: 'off',
  none: 'off',
  digest: 'digest',
  daily: 'digest',
  'at once': 'at_once',
  at_once: 'at_once',
  now: 'at_once',
  on: 'at_once',
  urgent: 'urgent',
  always: 'urgent',
  default: 'default',
};
const vias: Record<string, string> = {
  chat: 'chat',
  slack: 'chat',
  mail: 'mail',
  email: 'mail',
  both: 'both',
  auto: 'auto',
  default: 'auto',
};
const choiceHelp = 'off, digest, at once, urgent or default';

/** What a person is told, and how they want to be told. */
export const notificationForms: readonly CommandForm[] = [
  {
    words: ['notifications', 'notices', 'my notifications', 'unread', 'unread notifications', 'news'],
    op: 'notifications.list',
    usage: 'notifications [all]',
    read: (cursor) => {
      const which = cursor.take('all', 'unread');
      return ended(cursor, 'notifications.list', which === null ? {} : { which });
    },
  },
  {
    words: ['mark all read', 'read all', 'mark read', 'mark all as read', 'mark notifications read'],
    op: 'notifications.read',
    usage: 'mark all read',
    read: (cursor) => ended(cursor, 'notifications.read', {}),
  },
  {
    words: ['notify', 'notification settings', 'notify me'],
    op: 'notify.settings',
    usage: `notify [settings | KIND ${choiceHelp.replaceAll(', ', ' | ').replace(' or ', ' | ')} | digest at TIME | digest off | via chat | mail | both]`,
    hint: 'How a kind of notice is sent to you, and where; the console shows everything.',
    read: readNotify,
  },
  {
    words: ['quiet', 'quiet hours', 'do not disturb', 'dnd'],
    op: 'notify.quiet',
    usage: 'quiet FROM-TO [mon-fri | DAYS] | quiet off',
    hint: 'No mail and no chat message in these hours in your own zone, and only on these days; what is urgent comes all the same.',
    read: readQuiet,
  },
];

function ended(cursor: Cursor, op: string, args: Record<string, string | number | boolean | number[]>): Reading {
  if (cursor.isAtEnd) return call(op, args);
  return half(`I do not know what “${cursor.leftover.slice(0, 80)}” means here.`, { label: 'Do it without that', op, args });
}

function readNotify(cursor: Cursor): Reading {
  if (cursor.isAtEnd || cursor.take('settings', 'preferences', 'setup') !== null) return ended(cursor, 'notify.settings', {});
  const place = cursor.place;
  if (cursor.take('digest') !== null) {
    const wanted = cursor.take('off', 'on', 'none');
    if (wanted !== null) return ended(cursor, 'notify.digest', { on: wanted === 'on' });
    cursor.take('at', 'time');
    const at = clock(cursor.peek()?.text ?? '');
    if (at === null) return half('When shall the digest come? For example notify digest at 17:30.');
    cursor.next();
    return ended(cursor, 'notify.digest', { at });
  }
  if (cursor.take('via', 'by', 'in') !== null) {
    const via = vias[cursor.next()?.text.toLowerCase() ?? ''];
    return via === undefined ? half('Where shall it come? In chat, by mail, both or auto.') : ended(cursor, 'notify.via', { via });
  }
  const words = cursor.startingAt(place).rest().trim().toLowerCase().split(/\s+/);
  for (let cut = words.length - 1; cut > 0; cut -= 1) {
    const choice = choices[words.slice(cut).join(' ').replaceAll('-', ' ')] ?? choices[words.slice(cut).join(' ')];
    const kind = kindOf(words.slice(0, cut).join(' '));
    if (choice !== undefined && kind !== null) return call('notify.set', { kind, choice });
  }
  const kind = kindOf(words.join(' '));
  if (kind !== null) return half(`How shall it be sent: ${choiceHelp}? For example notify ${kind} digest.`);
  return half(`Which kind of notice? There are: ${notificationKinds.join(', ')}. For example notify sla_warning digest.`);
}

function kindOf(text: string): NotificationKind | null {
  const wanted = text.replaceAll(/[\s-]+/g, '_');
  return notificationKinds.find((kind) => kind === wanted) ?? null;
}

function readQuiet(cursor: Cursor): Reading {
  cursor.take('hours');
  if (cursor.take('off', 'none', 'never', 'no') !== null) return ended(cursor, 'notify.quiet', { off: true });
  const range = readRange(cursor);
  const days = readDays(cursor);
  if (range === null && days === null) return half('From when to when? For example quiet 19:00-07:00, quiet 18-8 mon-fri, or quiet off.');
  return ended(cursor, 'notify.quiet', { ...(range ?? {}), ...(days === null ? {} : { days }) });
}

function readRange(cursor: Cursor): { from: number; to: number } | null {
  const place = cursor.place;
  cursor.take('from');
  const both = cursor.match(/^([\d:.]+)\s*[-–—]\s*([\d:.]+)$/);
  const first = both === null ? cursor.match(/^[\d:.]+$/) : null;
  if (first !== null) cursor.take('to', 'until', '-', '–');
  const second = first === null ? null : cursor.match(/^[\d:.]+$/);
  const [from, to] = [clock(both?.[1] ?? first?.[0] ?? ''), clock(both?.[2] ?? second?.[0] ?? '')];
  if (from !== null && to !== null) return { from, to };
  cursor.moveTo(place);
  return null;
}

/** `mon-fri`, `weekdays`, `mon tue,wed`. */
function readDays(cursor: Cursor): number[] | null {
  cursor.take('on');
  if (cursor.take('weekdays', 'workdays') !== null) return [1, 2, 3, 4, 5];
  if (cursor.take('daily', 'always') !== null) return [0, 1, 2, 3, 4, 5, 6];
  const found: number[] = [];
  for (let word = cursor.peek(); word !== null; word = cursor.peek()) {
    const days = word.text
      .split(',')
      .filter((part) => part !== '')
      .map(dayRange);
    if (days.length === 0 || days.includes(null)) break;
    found.push(...days.flatMap((part) => part ?? []));
    cursor.next();
  }
  return found.length === 0 ? null : [...new Set(found)].toSorted();
}

function dayRange(text: string): number[] | null {
  const [from, to, more] = text
    .toLowerCase()
    .split(/[-–]/)
    .map((day) => dayNumbers[day.slice(0, 3)]);
  if (from === undefined || more !== undefined || (text.includes('-') && to === undefined)) return null;
  const last = to ?? from;
  return Array.from({ length: ((last - from + 7) % 7) + 1 }, (_, step) => (from + step) % 7);
}

/** `17:30`, `17.30`, `17` → minutes after midnight; 24:00 is midnight. */
function clock(text: string): number | null {
  const found = /^(\d{1,2})(?:[:.](\d{2}))?$/.exec(text);
  if (found === null) return null;
  const [hours, rest] = [Number(found[1]), Number(found[2] ?? 0)];
  if (hours > 24 || rest > 59 || (hours === 24 && rest > 0)) return null;
  return (hours % 24) * 60 + rest;
}
