import type { Cursor } from '../cursor.ts';
import { type CommandForm, call, half, type Reading } from './form.ts';

const strategies: Record<string, string> = {
  'round robin': 'round_robin',
  'round-robin': 'round_robin',
  'in turn': 'round_robin',
  next: 'round_robin',
  'least busy': 'least_open',
  'least open': 'least_open',
  none: 'none',
  nobody: 'none',
};

/** Teams, skills, absence and the on-call rota. */
export const teamForms: readonly CommandForm[] = [
  { words: ['teams', 'list teams'], op: 'teams.list', usage: 'teams', read: (cursor) => ended(cursor, 'teams.list', {}) },
  {
    words: ['team'],
    op: 'team.change',
    usage:
      'team NAME add | remove PERSON  ·  team NAME strategy round robin | least busy | none  ·  team NAME rename NEW  ·  team off | on NAME',
    hint: 'A new team: team add NAME.',
    read: readTeam,
  },
  {
    words: ['team add', 'add team', 'new team'],
    op: 'team.add',
    usage: 'team add NAME [round robin | least busy]',
    read: (cursor) => {
      const { head, strategy } = withStrategy(cursor.rest().trim());
      return head === '' ? half('What is the team called? For example: team add Network') : call('team.add', { name: head, ...strategy });
    },
  },
  {
    words: ['skills', 'skill'],
    op: 'skills.set',
    usage: 'skills [NAME SKILL, SKILL … | none]',
    hint: 'Alone it lists who knows what. What is said replaces what was said before.',
    read: readSkills,
  },
  {
    words: ['away', 'out of office', 'i am away'],
    op: 'away.set',
    usage: 'away [NAME] [from DAY] [until DAY] [stand-in NAME] [: note]',
    hint: 'A day is 2026-12-24, 2026-12-24 13:00, tomorrow or a weekday; the last day counts. Without “until” it lasts until you say “back”.',
    read: readAway,
  },
  { words: ['who is away', 'absences', 'absent'], op: 'away.list', usage: 'who is away', read: (cursor) => ended(cursor, 'away.list', {}) },
  {
    words: ['back', 'i am back'],
    op: 'away.end',
    usage: 'back [NAME]',
    read: (cursor) => call('away.end', named('person', cursor.rest())),
  },
  {
    words: ['on call', 'oncall', 'on-call'],
    op: 'oncall.show',
    usage: 'on call [ROTA]',
    read: (cursor) => call('oncall.show', named('rota', cursor.rest().replace(/\?$/, ''))),
  },
  {
    words: ['who is on'],
    op: 'oncall.show',
    usage: 'who is on call',
    read: (cursor) => {
      cursor.take('call', 'call?');
      return call(
        'oncall.show',
        named(
          'rota',
          cursor
            .rest()
            .replace(/^(?:for|in)\s+/i, '')
            .replace(/\?$/, ''),
        ),
      );
    },
  },
  {
    words: ['handoff', 'hand-off', 'hand off', 'handover', 'hand over'],
    op: 'oncall.handoff',
    usage: 'handoff [ROTA]',
    hint: 'What whoever is on call needs to know. It comes by itself when a turn begins, to those who are linked to a chat.',
    read: (cursor) => call('oncall.handoff', named('rota', cursor.rest())),
  },
  {
    words: ['rota'],
    op: 'rota.list',
    usage: 'rota [NAME]',
    read: (cursor) => call('rota.list', named('rota', cursor.rest())),
  },
  {
    words: ['rota add'],
    op: 'rota.add',
    usage: 'rota add NAME from DAY [TIME] until DAY [TIME] [on ROTA]',
    hint: 'Without a time the days count whole, the last one too.',
    read: (cursor) => {
      const found = /^(.+?)\s+from\s+(.+?)\s+(?:until|till|to)\s+(.+?)(?:\s+on\s+(.+))?$/is.exec(cursor.rest().trim());
      if (found === null) return half('Who, and when? For example: rota add priya from 2026-12-01 until 2026-12-07');
      const [, person = '', from = '', until = '', rota = ''] = found;
      return call('rota.add', { person: unquoted(person), from, until, ...named('rota', rota) });
    },
  },
];

function readTeam(cursor: Cursor): Reading {
  const said = cursor.rest().trim();
  if (said === '') return call('teams.list', {});
  const use = /^(off|on)\s+(.+)$/is.exec(said);
  if (use !== null) return call('team.change', { team: unquoted(use[2] ?? ''), active: use[1]?.toLowerCase() === 'on' });
  const found = /^("[^"]+"|“[^”]+”|.+?)\s+(add|remove|strategy|rename)\s+(?:to\s+)?(.+)$/is.exec(said);
  if (found === null) return half('What about the team? For example: team Network add priya, or team Network strategy round robin.');
  const [, name = '', verb = '', rest = ''] = found;
  const team = unquoted(name);
  const what = verb.toLowerCase();
  if (what === 'rename') return call('team.change', { team, name: unquoted(rest) });
  if (what !== 'strategy') return call('team.member', { team, person: unquoted(rest), member: what === 'add' });
  const strategy = strategies[rest.trim().toLowerCase()];
  return strategy === undefined ? half('The strategies are: round robin, least busy, none.') : call('team.change', { team, strategy });
}

function withStrategy(text: string): { head: string; strategy: { strategy?: string } } {
  const found = /^(.+?)\s+(round[ -]robin|in turn|least (?:busy|open))$/is.exec(text);
  if (found === null) return { head: unquoted(text), strategy: {} };
  return { head: unquoted(found[1] ?? ''), strategy: { strategy: strategies[(found[2] ?? '').toLowerCase()] ?? 'round_robin' } };
}

function readSkills(cursor: Cursor): Reading {
  cursor.take('of');
  if (cursor.isAtEnd) return call('skills.list', {});
  const person = cursor.next();
  const rest = cursor.rest().trim();
  if (person === null || rest === '') return half('Whose skills, and which? For example: skills priya fibre, voip');
  const skills = /^(none|nothing|-)$/i.test(rest)
    ? []
    : rest
        .split(',')
        .map((skill) => skill.trim())
        .filter((skill) => skill !== '');
  return call('skills.set', { person: person.text.replace(/:$/, ''), skills });
}

/** `[NAME] [from DAY] [until DAY] [stand-in NAME] [: note]`, the parts in any order after the name. */
function readAway(cursor: Cursor): Reading {
  const said = cursor.rest().trim();
  if (/^list$/i.test(said)) return call('away.list', {});
  const colon = /(?:^|\s):\s|^:|\s?:\s/.exec(said);
  const head = colon === null ? said : said.slice(0, colon.index).trim();
  const note = colon === null ? '' : said.slice(colon.index + colon[0].length).trim();
  const marks = [...head.matchAll(/(?:^|\s)(from|until|till|to|stand-?in)(?:\s+|$)/gi)];
  const person = head.slice(0, marks[0]?.index ?? head.length).trim();
  const parts: Record<string, string> = {};
  for (const [index, mark] of marks.entries()) {
    const key = /^from$/i.test(mark[1] ?? '') ? 'from' : /^stand/i.test(mark[1] ?? '') ? 'standIn' : 'until';
    const value = head.slice(mark.index + mark[0].length, marks[index + 1]?.index ?? head.length).trim();
    if (value === '') return half(`What belongs to “${mark[1]}”? For example: away until 2026-12-01 stand-in priya`);
    parts[key] = unquoted(value);
  }
  return call('away.set', { ...named('person', person), ...parts, ...(note === '' ? {} : { note }) });
}

function named(key: string, value: string): Record<string, string> {
  const bare = unquoted(value.trim());
  return bare === '' ? {} : { [key]: bare };
}

function unquoted(text: string): string {
  return /^["“„«].*["”“»]$/s.test(text.trim()) ? text.trim().slice(1, -1).trim() : text.trim();
}

function ended(cursor: Cursor, op: string, args: Record<string, string>): Reading {
  if (cursor.isAtEnd) return call(op, args);
  return half(`I do not know what “${cursor.leftover.slice(0, 80)}” means here.`, { label: 'Do it without that', op, args });
}
