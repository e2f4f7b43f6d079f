import { can, type Permission, type Role } from '../../../domain/people/permissions.rules.ts';
import type { Card } from '../../cards/card.types.ts';
import { makeCard } from '../../cards/make-card.rules.ts';
import { action, bold, code, row } from '../../cards/spans.rules.ts';

const groups: readonly { title: string; lines: readonly { say: string; permission: Permission }[] }[] = [
  {
    title: 'See',
    lines: [
      { say: 'mine', permission: 'ticket:view' },
      { say: 'show 1', permission: 'ticket:view' },
      { say: 'what is open for Acme?', permission: 'ticket:view' },
      { say: 'kb vpn from home', permission: 'kb:view' },
    ],
  },
  {
    title: 'Open',
    lines: [
      { say: 'new', permission: 'ticket:create' },
      { say: 'open "Printer is down" for jane@acme.example: It blinks.', permission: 'ticket:create' },
    ],
  },
  {
    title: 'Work',
    lines: [
      { say: 'take 1', permission: 'ticket:assign' },
      { say: 'resolve 1', permission: 'ticket:status' },
      { say: 'note 1 They called twice.', permission: 'ticket:note' },
      { say: 'snooze 1 until tomorrow 9:00', permission: 'ticket:status' },
    ],
  },
  { title: 'Answer the customer (you see it first)', lines: [{ say: 'reply 1 We are on our way.', permission: 'ticket:reply' }] },
  {
    title: 'Here',
    lines: [
      { say: 'share 1', permission: 'ticket:view' },
      { say: 'channel', permission: 'settings:view' },
      { say: 'notify', permission: 'ticket:view' },
    ],
  },
];

/** What can be said here, in short and by what it is for; everything is behind “More”. Only what the role may do. */
export function shortHelp(role: Role): Card {
  return makeCard('help', [bold('What I can do here')], {
    text: [
      [
        { text: 'Say it after ' },
        code('/desk'),
        { text: ', mention me in a ticket’s thread, or write to me directly. The number of a ticket can be its end.' },
      ],
    ],
    rows: groups.flatMap(({ title, lines }) => {
      const mine = lines.filter((line) => can(role, line.permission));
      return mine.length === 0 ? [] : [row([bold(title)], [mine.flatMap((line, at) => [{ text: at === 0 ? '' : '   ' }, code(line.say)])])];
    }),
    actions: [
      ...(can(role, 'ticket:create') ? [action('New ticket', 'open:new_ticket', {}, 'primary')] : []),
      action('Find', 'open:find', {}),
      action('More', 'help', {}),
    ],
  });
}
